using System.Collections.Immutable;
using System.Diagnostics;
using TestHarness.Cli.Terminals;
using TestHarness.Steps.Reporting;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Ci;

/// <summary>One part of a CI run: a command of the harness and the results that it leaves.</summary>
/// <param name="Bound">The time after which the command and all that it started are ended.</param>
internal sealed record CiPart(string Name, TimeSpan Bound, ImmutableArray<string> Command)
{
    private const string Scenarios = "scenarios";

    /// <summary>The time after which a test that does not end is named, and its test process is ended.</summary>
    private const string LongestTest = "16m";

    /// <summary>
    /// All parts, in their order, without the scenarios that show defects of others (docs/found.md), as these take many legs, and
    /// without the fault matrix, which is a command of its own. The virtual lab that the scenarios bring up also serves the lab's
    /// tests.
    /// </summary>
    public static ImmutableArray<CiPart> All { get; } =
    [
        Tests("tests", TimeSpan.FromMinutes(45), "TestCategory!=lab&TestCategory!=found&TestCategory!=faults"),
        new(Scenarios, TimeSpan.FromMinutes(55), ["run", "--strict", "--env", "virtual-lab", "--tags", "not @found"]),
        Tests("lab-tests", TimeSpan.FromMinutes(25), "TestCategory=lab"),
    ];

    /// <summary>Reads the results that the last run of the part left.</summary>
    public ImmutableArray<ProjectResults> ReadResults() => [.. Name == Scenarios
        ? ScenarioResults.ReadAll(Name, ScenarioFolder)
        : TrxFile.ReadAll(Name, TestFolder(Name))];

    /// <summary>Runs the command; its output goes to this process's output.</summary>
    /// <param name="acceptedSkips">The reasons for which tests may be skipped; any other skip fails the test.</param>
    /// <returns>The fault in the command's end; null when it exited with 0.</returns>
    public async Task<string?> RunAsync(IEnumerable<string> acceptedSkips)
    {
        ClearResults();
        string[] words = [typeof(CiPart).Assembly.Location, .. Command];
        var start = new ProcessStartInfo(Environment.ProcessPath!, words) { WorkingDirectory = RunSettings.Root };
        start.Environment["TESTHARNESS_TESTS_MAY_SKIP"] = string.Join(',', acceptedSkips);
        return await BoundedProcess.RunAsync(start, Bound, Terminal.Output, endsItself: Name == Scenarios) switch
        {
            null => $"{Name}: ended after its bound of {Bound.TotalMinutes:0} min; the processes that ran are listed above",
            0 => null,
            { } code => $"{Name}: 'harness {string.Join(' ', Command)}' exited with {code}",
        };
    }

    private static string ScenarioFolder => Path.Combine(RunSettings.Reports, RunReport.ResultsFolder);

    private static CiPart Tests(string name, TimeSpan bound, string filter) => new(name, bound,
    [
        "test", "--", "--filter", filter, "--results-directory", TestFolder(name),
        "--blame-hang-timeout", LongestTest, "--blame-hang-dump-type", "none",
    ]);

    private static string TestFolder(string part) => Path.Combine(RunSettings.Root, "reports", "trx", part);

    private void ClearResults()
    {
        if (Name == Scenarios)
            ScenarioResults.Clear(ScenarioFolder);
        else if (Directory.Exists(TestFolder(Name)))
            Directory.Delete(TestFolder(Name), recursive: true);
    }
}
