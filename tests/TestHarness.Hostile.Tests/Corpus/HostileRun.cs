using TestHarness.Cli.Setup;
using TestHarness.Devices.Registry;
using TestHarness.Images;
using TestHarness.Hostile.Tests.Jail;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Steps.World;

namespace TestHarness.Hostile.Tests.Corpus;

/// <summary>What the harness did with every file of the corpus, in three jails.</summary>
/// <param name="Refused">The mistakes that <c>harness validate</c> found, by the file's name.</param>
/// <param name="Launched">How the guests of the command lines that were not refused are, by the file's name.</param>
/// <param name="Results">
/// The scenarios that ran, by the file's name: of all features that were not refused, and of some command lines.
/// </param>
/// <param name="Jails">What was seen while files were read, while command lines were launched, and while scenarios ran.</param>
internal sealed record HostileRun(
    ILookup<string, string> Refused,
    ILookup<string, string> Launched,
    ILookup<string, HostileResult> Results,
    HostileRun.JailReports Jails)
{
    /// <summary>One command line in this many runs in a scenario too, which takes longer than a launch.</summary>
    private const int LaunchesPerScenario = 12;

    private const string Own = "/tmp/testharness-hostile";

    private static readonly TimeSpan ReadingBound = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan RunningBound = TimeSpan.FromMinutes(15);

    public static async Task<HostileRun> MakeAsync()
    {
        await new GuestImageBuilder(new LocalHost("this machine"), HarnessPaths.Cache, DeviceKinds.GuestModules).BuildAsync();
        var folder = Directory.CreateTempSubdirectory("testharness-hostile-features-").FullName;
        var features = HostileFile.All.ToDictionary(file => file, file => HostileFeature.Write(folder, file));
        var reading = await RunAsync(folder, ReadingBound, ["harness.dll", "validate", .. features.Values]);
        var refused = Refusals.Read($"{reading.Output}\n{reading.Error}");

        var accepted = HostileFile.All.Where(file => !refused.Contains(file.Name)).ToLookup(file => file.IsCommandLine);
        var commandLines = accepted[true].Select(file => file.Path);
        var launching = await RunAsync(
            folder, RunningBound, ["TestHarness.Dummy.dll", "launch", HarnessPaths.Cache, $"{Own}/launch", .. commandLines]);
        var launched = launching.Output.Split('\n')
            .Select(line => line.Split(' ', 2))
            .ToLookup(words => words[0], words => words[^1]);

        var scenarios = accepted[false].Concat(accepted[true].Where((_, index) => index % LaunchesPerScenario == 0));
        var running = await RunAsync(
            folder, RunningBound, ["harness.dll", "run", .. scenarios.Select(file => features[file]), "--env", "local"]);
        var results = HostileResult.ReadAll(Path.Combine(running.OwnFolder, "reports"));
        return new HostileRun(refused, launched, results, new JailReports(reading, launching, running));
    }

    /// <summary>
    /// Guests boot: a template of the harness's own guest goes to the tester's cache, which counts as harm here.
    /// </summary>
    private static Task<JailReport> RunAsync(string features, TimeSpan bound, string[] words) => HostileJail.RunAsync(
        Own,
        [RunSettings.Root, features, HarnessPaths.Cache, Path.GetDirectoryName(Path.GetFullPath(Requirement.Find("dotnet")!))!],
        bound,
        [
            "env", $"TESTHARNESS_REPORTS={Own}/reports", $"XDG_STATE_HOME={Own}/state", "DOTNET_EnableDiagnostics=0",
            $"{RunSettings.TemplatesVariable}=false",
            Requirement.Find("dotnet")!, Path.Combine(AppContext.BaseDirectory, words[0]), .. words[1..],
        ]);

    internal sealed record JailReports(JailReport Reading, JailReport Launching, JailReport Running);
}
