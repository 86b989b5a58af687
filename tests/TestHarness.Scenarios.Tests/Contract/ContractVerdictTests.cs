using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;
using TestHarness.Scenarios.Runtime;
using TestHarness.Scenarios.Tests.Support;

namespace TestHarness.Scenarios.Tests.Contract;

/// <summary>How many of the contract's scenarios pass, fail and are skipped.</summary>
public sealed class ContractVerdictTests
{
    public const string Lenient = "8 passed, 7 failed, 2 skipped";

    /// <summary>A skipped scenario has failed.</summary>
    public const string Strict = "8 passed, 9 failed, 0 skipped";

    internal static StepVocabulary Steps() =>
        Engine.Steps(typeof(ContractSteps), typeof(ContractHooks), typeof(ContractTransformations));

    [TestCase(false, Lenient)]
    [TestCase(true, Strict)]
    public async Task Verdicts_count_what_is_skipped_as_a_failure_in_strict_mode(bool strict, string verdicts)
    {
        var root = Path.Combine(AppContext.BaseDirectory, "Contract");
        using var steps = Steps();
        var runner = new FeatureRunner(steps, RunOptions.Default with { Strict = strict });

        var result = await runner.RunAsync(FeatureSet.Load([Path.Combine(root, "features")], root));

        Assert.That(ContractRun.Verdicts(result), Is.EqualTo(verdicts));
    }
}
