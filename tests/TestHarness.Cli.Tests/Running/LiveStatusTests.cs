using System.Collections.Immutable;
using Reqnroll.Bindings;
using TestHarness.Cli.Running;
using TestHarness.Labs;
using TestHarness.Migration;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;

namespace TestHarness.Cli.Tests.Running;

public sealed class LiveStatusTests
{
    private static readonly ImmutableArray<ScenarioPlan> Plans =
        FeatureFile.Parse("Feature: F\n  Scenario: A\n    When a\n  Scenario: B\n    Then b", "f.feature").Scenarios;

    private static readonly LegMoved Moved = new(
        2, "host1", "host2", default, "active", 3, 100, 64 << 20, 256 << 20, 960, 4_200_000, 20);

    private readonly Clock _clock = new();
    private LiveStatus _status = null!;

    [SetUp]
    public void Start()
    {
        _clock.Now = TimeSpan.Zero;
        _status = new LiveStatus(2, Plans.ToImmutableDictionary(plan => plan, _ => TimeSpan.FromMinutes(1)), _clock);
    }

    [Test]
    public void A_leg_is_shown_with_its_places_percent_and_rates()
    {
        var follower = Follow(Plans[0]);
        follower.ProgressMade(new LabOpened(["host1", "host2"]));
        follower.StepStarted(Plans[0].ReadSteps()[0]);
        follower.ProgressMade(Moved);
        _clock.Now = TimeSpan.FromSeconds(5);

        Assert.That(_status.Lines(), Is.EqualTo(new[]
        {
            "0 of 2 scenarios: none has ended; 5 s, about 1 min 55 s left",
            "  A on host1, host2",
            "    leg 2, host1 → host2: 75 % of 256 MiB, 120 MB/s, 4.2 MB/s dirtied, pass 3, slowed by 20 %",
        }));
    }

    [Test]
    public void The_phases_of_a_scenario_follow_each_other()
    {
        var follower = Follow(Plans[0]);
        Look("starts");
        follower.StepStarted(Plans[0].ReadSteps()[0]);
        Look("When a");
        follower.ProgressMade(new LegStarted(1, "host1", "host2", default));
        Look("leg 1, host1 → host2: starts");
        follower.ProgressMade(new LegArrived(1, "host1", "host2", default));
        Look("leg 1, host1 → host2: checks");
        follower.StepStarted(Plans[0].ReadSteps()[0]);
        Look("When a");
        follower.HookStarted(new HookMethod(HookType.AfterScenario, "H"));
        Look("ends: undoes what it made, and looks for leaks");

        void Look(string expected) => Assert.That(_status.Lines()[^1], Is.EqualTo($"    {expected}"));
    }

    [Test]
    public void Scenarios_side_by_side_have_a_line_each_and_go_when_they_end()
    {
        var (first, _) = (Follow(Plans[0]), Follow(Plans[1]));
        Assert.That(_status.Lines(), Has.Length.EqualTo(3).And.Member("  A: starts").And.Member("  B: starts"));

        first.ScenarioFinished(ScenarioResult.Of(
            Plans[0], null, default, default, [new InvalidOperationException()], strict: false));

        Assert.That(_status.Lines()[0], Does.StartWith("1 of 2 scenarios: 1 failed; 0 s, about 1 min 0 s left"));
        Assert.That(_status.Lines()[1], Is.EqualTo("  B"));
    }

    [Test]
    public void A_run_without_an_end_has_no_time_left()
    {
        var status = new LiveStatus(null, ImmutableDictionary<ScenarioPlan, TimeSpan>.Empty, _clock);
        Assert.That(status.Lines(), Is.EqualTo(new[] { "0 scenarios: none has ended; 0 s" }));
    }

    private IRunObserver Follow(ScenarioPlan plan)
    {
        var follower = _status.Follow(plan)!;
        follower.ScenarioStarted(plan);
        return follower;
    }

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
