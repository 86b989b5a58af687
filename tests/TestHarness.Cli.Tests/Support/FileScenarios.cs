using TestHarness.Reports.Records;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Tests.Support;

/// <summary>Runs of scenarios without hosts, which pass or fail by files of the test (tests/OwnSteps/FileSteps.cs).</summary>
internal sealed class FileScenarios : IDisposable
{
    /// <summary>The assembly of the steps.</summary>
    public static readonly string Assembly = Directory
        .EnumerateFiles(
            Path.Combine(RunSettings.Root, "tests", "OwnSteps", "bin"), "MyLab.Steps.dll", SearchOption.AllDirectories)
        .First(file => !file.Contains("/ref", StringComparison.Ordinal));

    public HarnessProcess Harness { get; } = new();

    public RunFolders Runs => new(Harness.Reports);

    /// <summary>The record of the last run.</summary>
    public RunRecord Last => Runs.Read(Runs.Ids[0]);

    /// <summary>The outcomes of the last run, a line for each scenario with its attempts.</summary>
    public IEnumerable<string> Outcomes => Last.Scenarios.Select(
        scenario => $"{scenario.Title}: {scenario.Outcome} of {scenario.Attempts.Length}".ToLowerInvariant());

    public string PathOf(string file) => Path.Combine(Harness.Folder, file);

    public void Make(string file) => File.WriteAllText(PathOf(file), "");

    /// <summary>Writes a feature; <c>~</c> in it stands for the test's folder.</summary>
    public string Write(string name, string feature)
    {
        File.WriteAllText(PathOf(name), feature.Replace("~", Harness.Folder, StringComparison.Ordinal));
        return PathOf(name);
    }

    /// <summary>Writes a feature with scenarios A, B and so on; each passes when the file of its name is there.</summary>
    public string WriteLetters(string letters) => Write("letters.feature", "Feature: Letters\n" + string.Concat(
        letters.Select(letter => $"  Scenario: {letter}\n    Then the file \"~/{letter}\" is there\n")));

    public string[] Words(params string[] words) => ["run", .. words, "--steps", Assembly, "--env", "local"];

    public Task<HarnessOutput> RunAsync(params string[] words) => Harness.RunAsync(Words(words));

    public void Dispose() => Harness.Dispose();
}
