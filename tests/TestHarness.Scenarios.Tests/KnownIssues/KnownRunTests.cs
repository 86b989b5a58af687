using System.Collections.Immutable;
using Reqnroll;
using Reqnroll.UnitTestProvider;
using TestHarness.Failures;
using TestHarness.Scenarios.KnownIssues;
using TestHarness.Scenarios.Running;
using TestHarness.Scenarios.Runtime;
using TestHarness.Scenarios.Tests.Support;
using TestHarness.Versions;

namespace TestHarness.Scenarios.Tests.KnownIssues;

/// <summary>Known issues in runs of Reqnroll's runtime.</summary>
public sealed class KnownRunTests
{
    private static readonly KnownIssue Issue = KnownIssueTests.Issue("is lost");

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_known_failure_does_not_fail_the_run(bool strict)
    {
        var result = await RunAsync(Options(Issue) with { Strict = strict }, "Given data is lost", typeof(Steps));
        Assert.Multiple(() =>
        {
            Assert.That(result.Scenarios[0].Outcome, Is.EqualTo(Outcome.Known));
            Assert.That(result.Scenarios[0].Known!.Issue, Is.SameAs(Issue));
            Assert.That(result.Scenarios[0].Error!.Message, Is.EqualTo("[data] block 17 is lost"));
            Assert.That(result.IsSuccess);
        });
    }

    [Test]
    public async Task Another_error_in_a_hook_beside_it_is_a_failure()
    {
        var result = await RunAsync(Options(Issue), "Given data is lost", typeof(Steps), typeof(LeakingHook));
        Assert.That(result.Scenarios[0].Outcome, Is.EqualTo(Outcome.Failed));
        Assert.That(result.Scenarios[0].Known!.Note, Does.Contain("no entry knows [leak] a tap"));
        Assert.That(result.IsSuccess, Is.False);
    }

    [TestCase("Given nobody knows this step")]
    [TestCase("Given a fault of the harness")]
    public async Task An_error_without_a_class_is_never_known(string step)
    {
        var result = await RunAsync(Options(Issue), step, typeof(Steps));
        Assert.That(result.Scenarios[0].Known!.Kind, Is.EqualTo(KnownKind.Different));
        Assert.That(result.IsSuccess, Is.False);
    }

    [Test]
    public async Task What_is_skipped_matches_nothing()
    {
        var any = KnownIssueTests.Issue(".") with { FailureClass = FailureClass.Preflight };
        var skipped = await RunAsync(Options(any), "Given no device", typeof(Steps));
        var strict = await RunAsync(Options(any) with { Strict = true }, "Given no device", typeof(Steps));
        Assert.That(skipped.Scenarios[0].Outcome, Is.EqualTo(Outcome.Skipped));
        Assert.That(skipped.Scenarios[0].Known, Is.Null);
        Assert.That(strict.Scenarios[0].Outcome, Is.EqualTo(Outcome.Failed));
    }

    [Test]
    public async Task The_hosts_of_the_scenarios_facts_decide_on_versions()
    {
        var issue = Issue with { Versions = new(VersionInterval.Parse("<8", out _), null, null) };
        var old = await RunAsync(Options(issue), "Given QEMU 7.2.0\nAnd data is lost", typeof(Steps));
        var later = await RunAsync(Options(issue), "Given QEMU 9.1.0\nAnd data is lost", typeof(Steps));
        Assert.That(old.Scenarios[0].Outcome, Is.EqualTo(Outcome.Known));
        Assert.That(later.Scenarios[0].Outcome, Is.EqualTo(Outcome.Failed));
    }

    [Test]
    public async Task A_run_that_stops_at_a_failure_goes_on_after_a_known_one()
    {
        const string Two = "Feature: F\n  Scenario: A\n    Given data is lost\n    Then it passes\n"
            + "  Scenario: B\n    Given it passes\n    Then it passes";
        var result = await Engine.RunAsync(
            Two, Options(Issue) with { StopsAtFailure = true }, CancellationToken.None, typeof(Steps));
        Assert.That(
            result.Scenarios.Select(scenario => scenario.Known!.Kind), Is.EqualTo(new[] { KnownKind.Known, KnownKind.Fixed }));
    }

    private static Task<RunResult> RunAsync(RunOptions options, string steps, params Type[] bindings) => Engine.RunAsync(
        $"Feature: F\n  Scenario: S\n    {steps.Replace("\n", "\n    ", StringComparison.Ordinal)}\n    Then it passes",
        options,
        CancellationToken.None,
        bindings);

    private static RunOptions Options(params ImmutableArray<KnownIssue> issues) => RunOptions.Default with
    {
        KnownIssues = new KnownIssueJudge(
            issues,
            scenario => $"{scenario.Location}",
            facts => [.. facts.OfType<HostVersions>()],
            new DayProvider()),
    };

    private sealed class DayProvider : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    }

    [Binding]
    public sealed class Steps(IUnitTestRuntimeProvider runtime, ScenarioFacts facts)
    {
        [Given("data is lost")]
        public void GivenLost() => throw new HarnessException(FailureClass.Data, "block 17 is lost");

        [Given("a fault of the harness")]
        public void GivenFault() => throw new InvalidOperationException("block 17 is lost");

        [Given("no device")]
        public void GivenNone() => runtime.TestIgnore("no device");

        [Given("QEMU {word}")]
        public void GivenQemu(string version) =>
            facts.Add(new HostVersions("host1", new SoftwareVersion(version), null, "tcg"));

        [Given("it passes"), Then("it passes")]
        public void Passes()
        {
        }
    }

    [Binding]
    public sealed class LeakingHook
    {
        [AfterScenario]
        public void Leak() => throw new HarnessException(FailureClass.Leak, "a tap");
    }
}
