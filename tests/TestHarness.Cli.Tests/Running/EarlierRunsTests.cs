using System.Collections.Immutable;
using TestHarness.Cli.Running;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;
using TestHarness.Tests.Hosts;

namespace TestHarness.Cli.Tests.Running;

public sealed class EarlierRunsTests
{
    private const string Feature = """
        Feature: F
          @hosts:1
          Scenario: A
            Then a
          @hosts:2
          Scenario: B
            Then b
          Scenario: Without hosts
            Then c
        """;

    private static readonly TimeSpan Guess = TimeSpan.FromSeconds(25);

    private TemporaryDirectory _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryDirectory();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Scenarios_that_never_ran_are_guessed() =>
        Assert.That(Read().Estimate(Scenarios()), Is.EqualTo("about 50 s, a rough guess"));

    [Test]
    public void The_last_time_of_a_scenario_is_remembered()
    {
        Run(Outcome.Passed, 600, 900);
        Run(Outcome.Failed, 100, 30);
        Assert.That(Read().Estimate(Scenarios()), Is.EqualTo("about 2 min, as in earlier runs"));
    }

    [Test]
    public void An_estimate_with_unknown_scenarios_says_how_many_are_guessed()
    {
        Run(Outcome.Passed, 100);
        Assert.That(Read().Estimate(Scenarios()), Is.EqualTo("about 2 min, a rough guess for 1 of them"));
    }

    [Test]
    public void A_skipped_scenario_took_no_time_that_counts()
    {
        Run(Outcome.Skipped, 0, 0);
        Assert.That(Read().Estimate(Scenarios()), Is.EqualTo("about 50 s, a rough guess"));
    }

    [Test]
    public void Some_seconds_are_not_worth_a_word()
    {
        Run(Outcome.Passed, 4, 5);
        Assert.That(Read().Estimate(Scenarios()), Is.Null);
    }

    [TestCase("{")]
    [TestCase("null")]
    [TestCase("[1]")]
    public void A_damaged_file_is_as_none(string text)
    {
        File.WriteAllText(_folder["local.json"], text);
        Assert.That(Read().Estimate(Scenarios()), Does.EndWith("a rough guess"));
    }

    private static ImmutableArray<ScenarioPlan> Scenarios() => FeatureFile.Parse(Feature, "f.feature").Scenarios;

    private EarlierRuns Read() => new(_folder["local.json"], Guess);

    private void Run(Outcome outcome, params double[] seconds)
    {
        var runs = Read();
        foreach (var (scenario, time) in Scenarios().Zip(seconds))
            runs.ScenarioFinished(
                new ScenarioResult(scenario, outcome, null, scenario.Location, default, TimeSpan.FromSeconds(time), []));
        runs.RunFinished(new RunResult(default, default, [], [], [], IsCancelled: false));
    }
}
