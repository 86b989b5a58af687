using System.Text;
using TestHarness.Scenarios.Allure;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;
using TestHarness.Scenarios.Tests.Support;

namespace TestHarness.Scenarios.Tests.Contract;

/// <summary>Feature files that an engine runs, and the results that it writes of them.</summary>
internal sealed class ContractRun : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("contract-run-");

    public bool IsStrict { get; init; }

    public SideBySide SideBySide { get; init; } = SideBySide.None;

    /// <summary>The results as lines, after a line with the verdicts and one for each error outside of the scenarios.</summary>
    public async Task<string> RunAsync(string feature, CancellationToken cancellationToken, params Type[] bindings)
    {
        Write(feature, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return await RunAsync(cancellationToken, bindings);
    }

    /// <summary>Writes the feature file with an encoding's own preamble.</summary>
    public void Write(string feature, Encoding encoding) =>
        File.WriteAllText(Path.Combine(Features, "some.feature"), feature, encoding);

    public async Task<string> RunAsync(CancellationToken cancellationToken, params Type[] bindings)
    {
        var results = _folder.CreateSubdirectory("results").FullName;
        var options = new RunOptions([new AllureWriter(new AllureOptions(results))], IsStrict) { SideBySide = SideBySide };
        using var steps = Engine.Steps(bindings);
        var runner = new FeatureRunner(steps, options);
        var result = await runner.RunAsync(FeatureSet.Load([Features], _folder.FullName), cancellationToken);
        var text = new StringBuilder(Verdicts(result)).Append('\n');
        foreach (var error in result.HookErrors)
            text.Append(null, $"outside of scenarios: {error.Message}\n");
        return text.Append(ResultSet.Lines(results)).ToString();
    }

    /// <summary>How many scenarios passed, failed and were skipped.</summary>
    public static string Verdicts(RunResult result) =>
        $"{result.Count(Outcome.Passed)} passed, {result.Scenarios.Count(scenario => scenario.IsFailure)} failed, " +
        $"{result.Count(Outcome.Skipped)} skipped";

    public void Dispose() => _folder.Delete(recursive: true);

    private string Features => _folder.CreateSubdirectory("features").FullName;
}
