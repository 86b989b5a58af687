using TestHarness.Failures;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;
using TestHarness.Scenarios.Runtime;
using TestHarness.Steps.World;

namespace TestHarness.Benchmarks.PingPong;

/// <summary>Runs features in this process, as 'harness run' does.</summary>
internal static class ScenarioRun
{
    public static FeatureSet PingPong => FeatureSet.Load([Path.Combine(AppContext.BaseDirectory, "ping_pong.feature")]);

    /// <exception cref="HarnessException">Class preflight: a scenario was skipped. Class migration: one failed.</exception>
    public static async Task RunAsync(FeatureSet features, params IRunObserver[] observers)
    {
        using var steps = StepVocabulary.Load(typeof(CurrentRun).Assembly);
        var result = await new FeatureRunner(steps, new RunOptions([.. observers])).RunAsync(features);
        foreach (var scenario in result.Scenarios.Where(scenario => scenario.Outcome != Outcome.Passed))
            throw new HarnessException(
                scenario.Outcome == Outcome.Skipped ? FailureClass.Preflight : FailureClass.Migration,
                $"the measured scenario '{scenario.Scenario.Title}' did not pass: {scenario.Error?.Message ?? scenario.Reason}");
    }
}
