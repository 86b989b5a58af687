using Reqnroll;
using TestHarness.Scenarios.Running;
using TestHarness.Scenarios.Tests.Support;

namespace TestHarness.Scenarios.Tests.Running;

/// <summary>Scenarios that run several times, and runs that a failure ends.</summary>
public sealed class RoundsTests
{
    private const string Feature = """
        Feature: F
          Scenario: First
            When it runs
          Scenario: Second
            When it fails in round 2
          Scenario: Third
            When it runs
        """;

    [SetUp]
    public void Clear() => Log.Clear();

    [Test]
    public async Task A_round_follows_the_other()
    {
        var result = await RunAsync(Feature, new RunOptions([]) { Rounds = 3 });

        Assert.That(Results(result), Is.EqualTo(new[]
        {
            "First Passed", "Second Passed", "Third Passed", "First Passed", "Second Failed", "Third Passed", "First Passed",
            "Second Passed", "Third Passed",
        }));
        Assert.That(result.IsSuccess, Is.False);
    }

    [Test]
    public async Task No_scenario_starts_after_a_failure()
    {
        var feature = Feature.Replace("round 2", "round 1", StringComparison.Ordinal);

        var result = await RunAsync(feature, new RunOptions([]) { StopsAtFailure = true });

        Assert.That(Results(result), Is.EqualTo(new[] { "First Passed", "Second Failed" }));
        Assert.That(result.NotRun.Select(scenario => scenario.Title), Is.EqualTo(new[] { "Third" }));
    }

    [Test]
    public async Task Rounds_without_an_end_last_until_a_failure()
    {
        var result = await RunAsync(Feature, new RunOptions([]) { Rounds = int.MaxValue, StopsAtFailure = true });

        Assert.That(Results(result), Has.Exactly(5).Items);
        Assert.That(result.NotRun, Is.Empty);
    }

    [Test]
    public async Task Of_scenarios_side_by_side_none_starts_after_a_failure()
    {
        var feature = Feature.Replace("round 2", "round 1", StringComparison.Ordinal);

        var result = await RunAsync(feature, new RunOptions([])
        {
            StopsAtFailure = true,
            SideBySide = new SideBySide(1, _ => true),
        });

        Assert.That(Results(result), Is.EqualTo(new[] { "First Passed", "Second Failed" }));
    }

    [Test]
    public async Task Rounds_end_when_every_scenario_is_skipped()
    {
        var result = await RunAsync(
            "@ignore\nFeature: F\n  Scenario: S\n    When it runs", new RunOptions([]) { Rounds = int.MaxValue });

        Assert.That(Results(result), Is.EqualTo(new[] { "S Skipped" }));
    }

    [Test]
    public async Task Rounds_end_when_the_run_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var end = new EndOfRound(cancellation);

        var result = await RunAsync(Feature, new RunOptions([end]) { Rounds = int.MaxValue }, cancellation.Token);

        Assert.That(result.IsCancelled, Is.True);
        Assert.That(result.Scenarios, Has.Length.EqualTo(6));
    }

    private static Task<RunResult> RunAsync(string feature, RunOptions options, CancellationToken cancellationToken = default) =>
        Engine.RunAsync(feature, options, cancellationToken, typeof(RoundSteps));

    private static IEnumerable<string> Results(RunResult result) =>
        result.Scenarios.Select(scenario => $"{scenario.Scenario.Title} {scenario.Outcome}");

    private sealed class EndOfRound(CancellationTokenSource cancellation) : IRunObserver
    {
        private int _rounds;

        public void FeatureFinished(FeatureResult result)
        {
            if (++_rounds == 2)
                cancellation.Cancel();
        }
    }

    [Binding]
    internal sealed class RoundSteps
    {
        [When("it runs")]
        public static void Run()
        {
        }

        [When("it fails in round {int}")]
        public static void Fail(int round)
        {
            Log.Add("round");
            if (Log.All.Count == round)
                throw new InvalidOperationException("it fails");
        }
    }
}
