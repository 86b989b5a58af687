using TestHarness.Cli.Running;
using TestHarness.Failures;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;

namespace TestHarness.Cli.Tests.Running;

[Parallelizable(ParallelScope.All)]
internal sealed class RunVerdictTests
{
    private static readonly ScenarioPlan Scenario =
        FeatureFile.Parse("Feature: F\n  Scenario: A\n    Then a", "f.feature").Scenarios[0];

    [TestCase(false, 0, null)]
    [TestCase(true, 0, null)]
    [TestCase(false, 1, FailureClass.Preflight)]
    [TestCase(true, 125, FailureClass.Preflight)]
    [TestCase(true, 125, FailureClass.Provision)]
    [TestCase(true, 125, FailureClass.Config)]
    [TestCase(true, 125, FailureClass.Ssh)]
    [TestCase(true, 1, FailureClass.Migration)]
    [TestCase(true, 1, FailureClass.GuestHealth)]
    [TestCase(true, 1, FailureClass.Data)]
    [TestCase(true, 1, FailureClass.Qmp)]
    [TestCase(true, 1, FailureClass.Leak)]
    public void A_failure_before_a_guest_was_there_tells_nothing_of_a_chosen_QEMU(
        bool isOfQemu, int exitCode, FailureClass? failure) =>
        Assert.That(RunVerdict.Of(Run(Ended(failure)), isOfQemu), Is.EqualTo(exitCode));

    [Test]
    public void A_skipped_scenario_tells_nothing_of_a_chosen_QEMU()
    {
        Assert.That(RunVerdict.Of(Run(Skipped), isOfQemu: true), Is.EqualTo(125));
        Assert.That(RunVerdict.Of(Run(Ended(null), Skipped), isOfQemu: true), Is.EqualTo(125));
        Assert.That(RunVerdict.Of(Run(Skipped), isOfQemu: false), Is.Zero);
    }

    [Test]
    public void A_failure_of_the_guest_counts_before_a_skip() =>
        Assert.That(RunVerdict.Of(Run(Skipped, Ended(FailureClass.Data)), isOfQemu: true), Is.EqualTo(1));

    [Test]
    public void A_cancelled_run_exits_as_one() =>
        Assert.That(RunVerdict.Of(Run(Skipped) with { IsCancelled = true }, isOfQemu: true), Is.EqualTo(130));

    private static ScenarioResult Skipped => Result(new ScenarioSkippedException("needs vdpa"));

    private static ScenarioResult Ended(FailureClass? failure) =>
        failure is { } given ? Result(new HarnessException(given, "it failed")) : Result();

    private static ScenarioResult Result(params Exception[] errors) =>
        ScenarioResult.Of(Scenario, null, DateTimeOffset.UnixEpoch, TimeSpan.Zero, [.. errors], strict: false);

    private static RunResult Run(params ScenarioResult[] scenarios) =>
        new(DateTimeOffset.UnixEpoch, TimeSpan.Zero, [.. scenarios], [], [], false);
}
