using System.Collections.Immutable;
using TestHarness.Cli.Setup;
using TestHarness.Guests.Image;
using TestHarness.Hosts;
using TestHarness.Hostile.Tests.Jail;
using TestHarness.Labs;
using TestHarness.Steps.World;

namespace TestHarness.Hostile.Tests.Corpus;

/// <summary>What the harness did with every file of the corpus, in two jails: one reads them all, the other runs what was not refused.</summary>
/// <param name="Refusals">The lines of <c>harness validate</c>.</param>
/// <param name="Results">The scenarios that ran, by the file's name.</param>
internal sealed record HostileRun(ImmutableArray<string> Refusals, ILookup<string, HostileResult> Results, JailReport Reading, JailReport Running)
{
    private const string Own = "/tmp/testharness-hostile";

    private static readonly TimeSpan ReadingBound = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RunningBound = TimeSpan.FromMinutes(15);

    private static readonly Lazy<Task<HostileRun>> Once = new(MakeAsync);

    public static Task<HostileRun> GetAsync() => Once.Value;

    /// <summary>The lines that refuse a file.</summary>
    public IEnumerable<string> RefusalsOf(HostileFile file) => Refusals.Where(line => IsAbout(line, file));

    private static async Task<HostileRun> MakeAsync()
    {
        await new GuestImageBuilder(new LocalHost("this machine"), HarnessPaths.Cache).BuildAsync();
        var features = Directory.CreateTempSubdirectory("testharness-hostile-features-").FullName;
        var paths = HostileFile.All.ToImmutableDictionary(file => file, file => file.IsCommandLine ? CommandLineFeature.Write(features, file) : file.Path);
        var reading = await RunAsync(features, ReadingBound, ["validate", .. paths.Values]);
        ImmutableArray<string> refusals = [.. $"{reading.Output}\n{reading.Error}".Split('\n')];
        var accepted = paths.Where(path => !refusals.Any(line => IsAbout(line, path.Key))).Select(path => path.Value).Order(StringComparer.Ordinal);
        var running = await RunAsync(features, RunningBound, ["run", .. accepted, "--env", "local"]);
        return new HostileRun(refusals, HostileResult.ReadAll(Path.Combine(running.OwnFolder, "reports")), reading, running);
    }

    private static Task<JailReport> RunAsync(string features, TimeSpan bound, string[] arguments) => HostileJail.RunAsync(
        Own,
        [RunSettings.Root, features, HarnessPaths.Cache, Path.GetDirectoryName(Path.GetFullPath(Requirement.Find("dotnet")!))!],
        bound,
        [
            "env", $"TESTHARNESS_REPORTS={Own}/reports", $"XDG_STATE_HOME={Own}/state", "DOTNET_EnableDiagnostics=0",
            Requirement.Find("dotnet")!, Path.Combine(AppContext.BaseDirectory, "harness.dll"), .. arguments,
        ]);

    private static bool IsAbout(string line, HostileFile file) => line.Contains($"{file.Name}.feature:", StringComparison.Ordinal);
}
