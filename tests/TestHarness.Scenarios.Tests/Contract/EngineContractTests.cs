using System.Text;
using TestHarness.Golden;
using TestHarness.Scenarios.Running;

namespace TestHarness.Scenarios.Tests.Contract;

/// <summary>What happens around the steps of features, by the results that are written.</summary>
[TestFixture]
[Category(GoldenFile.Category)]
public sealed class EngineContractTests
{
    private static readonly Type Steps = typeof(EngineSteps);

    [Test]
    public async Task A_run_that_is_cancelled_during_a_step_ends_it_runs_the_hooks_after_and_skips_the_rest()
    {
        using var source = new CancellationTokenSource();
        EngineSteps.Cancel = source.Cancel;
        using var run = new ContractRun();
        Compare("cancelled", await run.RunAsync(
            """
            Feature: F
              Scenario: Cancelled
                Given a step
                When the run is cancelled while this step runs
                Then a step
              Scenario: Next
                When a step
            """, source.Token, Steps));
    }

    [Test]
    public async Task Scenarios_side_by_side_run_at_the_same_time_and_keep_their_own_output()
    {
        EngineSteps.Reset();
        using var run = new ContractRun { SideBySide = new SideBySide(2, scenario => scenario.Tags.Contains("beside")) };
        Compare("side-by-side", await run.RunAsync(
            """
            Feature: F
              @beside
              Scenario: One
                When scenario 1 waits for the other
              @beside
              Scenario: Two
                When scenario 2 waits for the other
              Scenario: Alone
                When a step
            """, CancellationToken.None, Steps));
    }

    [TestCase(false, "ignored")]
    [TestCase(true, "ignored-strict")]
    public async Task An_ignored_scenario_is_skipped_without_its_steps_existing(bool strict, string name)
    {
        using var run = new ContractRun { IsStrict = strict };
        Compare(name, await run.RunAsync(
            """
            Feature: F
              @ignore
              Scenario: Ignored
                Given a step that nobody wrote
              Scenario: Next
                When a step
            """, CancellationToken.None, Steps));
    }

    [Test]
    public async Task A_step_of_a_scope_is_preferred_in_it_and_unknown_outside()
    {
        using var run = new ContractRun();
        Compare("scopes", await run.RunAsync(
            """
            Feature: F
              @scoped
              Scenario: Inside
                When where it is
                And only in scope
              Scenario: Outside
                When where it is
              Scenario: Unknown outside
                When only in scope
            """, CancellationToken.None, Steps));
    }

    [Test]
    public async Task A_scenario_with_an_undefined_step_runs_none_of_its_steps()
    {
        using var run = new ContractRun();
        Compare("undefined", await run.RunAsync(
            """
            Feature: F
              Scenario: Before others
                Given a step that nobody wrote
                When a step
              Scenario: After others
                Given a step
                When a step that nobody wrote
                Then a step
            """, CancellationToken.None, Steps));
    }

    [TestCase(typeof(FailingRunHook), "failing-run-hook")]
    [TestCase(typeof(FailingFeatureHook), "failing-feature-hook")]
    [TestCase(typeof(FailingHooksAfter), "failing-hooks-after")]
    public async Task A_hook_of_the_run_or_the_feature_that_fails_is_a_failure(Type hooks, string name)
    {
        using var run = new ContractRun();
        Compare(name, await run.RunAsync(
            """
            Feature: F
              Scenario: One
                When a step
              Scenario: Two
                When a step
            """, CancellationToken.None, Steps, hooks));
    }

    [Test]
    public async Task A_scenario_whose_objects_fail_to_end_has_failed()
    {
        using var run = new ContractRun();
        Compare("failing-disposal", await run.RunAsync(
            """
            Feature: F
              Scenario: Holds it
                Given something is held that fails to end
                Then a step
              Scenario: Next
                When a step
            """, CancellationToken.None, Steps, typeof(StepsThatHoldIt)));
    }

    [TestCase(true, "\r\n")]
    [TestCase(true, "\n")]
    [TestCase(false, "\r\n")]
    public async Task A_byte_order_mark_carriage_returns_and_a_language_change_no_result(bool mark, string end)
    {
        const string Feature = """
            # language: de
            Funktionalität: F
              Szenario: S
                Angenommen ein Gast
                Dann läuft er
            """;
        using var run = new ContractRun();
        run.Write(Feature.ReplaceLineEndings(end), new UTF8Encoding(mark));
        Compare("german", await run.RunAsync(CancellationToken.None, typeof(GermanSteps)));
    }

    private static void Compare(string name, string results) =>
        new GoldenFile($"contract/{name}.txt").Compare(results.TrimEnd('\n').Split('\n'));
}
