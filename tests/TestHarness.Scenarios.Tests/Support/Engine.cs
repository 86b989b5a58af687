using System.Collections.Immutable;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;
using TestHarness.Scenarios.Runtime;

namespace TestHarness.Scenarios.Tests.Support;

/// <summary>Runs feature text against binding classes.</summary>
internal static class Engine
{
    public const string File = "features/some.feature";

    public static StepVocabulary Steps(params Type[] bindings) => StepVocabulary.Load(new SomeTypes(bindings));

    public static FeatureSet Parse(string text) => new([FeatureFile.Parse(text, File)], []);

    public static Task<RunResult> RunAsync(string text, params Type[] bindings) =>
        RunAsync(text, RunOptions.Default, CancellationToken.None, bindings);

    public static async Task<RunResult> RunAsync(
        string text, RunOptions options, CancellationToken cancellationToken, params Type[] bindings)
    {
        using var steps = Steps(bindings);
        return await new FeatureRunner(steps, options).RunAsync(Parse(text), cancellationToken);
    }

    public static Task<ScenarioResult> RunStepsAsync(string steps, params Type[] bindings) =>
        RunStepsAsync(steps, RunOptions.Default, bindings);

    public static async Task<ScenarioResult> RunStepsAsync(string steps, RunOptions options, params Type[] bindings)
    {
        var lines = steps.Split('\n').Select(l => $"    {l}");
        var text = $"Feature: F\n  Scenario: S\n{string.Join('\n', lines)}";
        return (await RunAsync(text, options, CancellationToken.None, bindings)).Scenarios.Single();
    }

    public static RunOptions Strict { get; } = new(ImmutableArray<IRunObserver>.Empty, Strict: true);
}
