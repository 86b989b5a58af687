using Reqnroll;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;
using TestHarness.Scenarios.Tests.Support;

namespace TestHarness.Scenarios.Tests.Running;

public sealed class SideBySideTests
{
    private const string Feature = """
        Feature: F
          @beside
          Scenario: First
            When it waits for the other to have started
          @beside
          Scenario: Second
            When it starts
          Scenario: Alone
            When it starts
        """;

    private static readonly Predicate<ScenarioPlan> Beside = scenario => scenario.Tags.Contains("beside");

    [Test]
    public async Task Scenarios_run_at_the_same_time_and_are_reported_one_after_the_other()
    {
        Steps.Started = new TaskCompletionSource();
        var seen = new Seen();

        var result = await Engine.RunAsync(
            Feature, new RunOptions([seen]) { SideBySide = new SideBySide(2, Beside) }, CancellationToken.None, typeof(Steps));

        Assert.That(result.Scenarios.Select(scenario => (scenario.Scenario.Title, scenario.Outcome)), Is.EqualTo(
            new[] { ("First", Outcome.Passed), ("Second", Outcome.Passed), ("Alone", Outcome.Passed) }));
        Assert.That(seen.Lines, Is.EqualTo(new[]
        {
            "feature F", "started First", "step it waits for the other to have started", "said waited", "finished First",
            "started Second", "step it starts", "said started", "finished Second",
            "started Alone", "step it starts", "said started", "finished Alone", "end of F",
        }));
    }

    [Test]
    public async Task Followers_receive_the_events_of_their_scenario_as_they_happen()
    {
        Steps.Started = new TaskCompletionSource();
        var followed = new Followed();

        var options = new RunOptions([followed]) { SideBySide = new SideBySide(2, Beside) };
        await Engine.RunAsync(Feature, options, CancellationToken.None, typeof(Steps));

        // The first scenario waits for the second one, whose other events wait for the end of the first one.
        Assert.That(followed.Lines, Is.SupersetOf(new[] { "Second: step it starts", "First: said waited", "Alone: finished" }));
        Assert.That(
            followed.Lines.IndexOf("Second: step it starts"), Is.LessThan(followed.Lines.IndexOf("First: said waited")));
        Assert.That(followed.Lines.Count(line => line.EndsWith("finished", StringComparison.Ordinal)), Is.EqualTo(3));
    }

    [Test]
    public async Task A_failure_is_of_its_own_scenario()
    {
        Steps.Started = new TaskCompletionSource();

        var result = await Engine.RunAsync(
            Feature.Replace("When it starts", "When it starts and fails", StringComparison.Ordinal),
            RunOptions.Default with { SideBySide = new SideBySide(2, Beside) },
            CancellationToken.None,
            typeof(Steps));

        Assert.That(
            result.Scenarios.Select(scenario => scenario.Outcome),
            Is.EqualTo(new[] { Outcome.Passed, Outcome.Failed, Outcome.Failed }));
    }

    [Test]
    public async Task Features_whose_scenarios_may_all_run_beside_others_do_and_are_reported_one_after_the_other()
    {
        Steps.Started = new TaskCompletionSource();
        var seen = new Seen();
        var features = new FeatureSet([.. new[] { ("One", "waits for the other to have started"), ("Two", "starts") }.Select(
            feature => FeatureFile.Parse(
                $"Feature: {feature.Item1}\n  @beside\n  Scenario: Of {feature.Item1}\n    When it {feature.Item2}\n",
                $"{feature.Item1}.feature"))], []);
        using var steps = Engine.Steps(typeof(Steps));

        var options = new RunOptions([seen]) { SideBySide = new SideBySide(2, Beside) };
        var result = await new FeatureRunner(steps, options).RunAsync(features).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.That(result.Scenarios.Select(scenario => (scenario.Scenario.Title, scenario.Outcome)), Is.EqualTo(
            new[] { ("Of One", Outcome.Passed), ("Of Two", Outcome.Passed) }));
        Assert.That(seen.Lines, Is.EqualTo(new[]
        {
            "feature One", "started Of One", "step it waits for the other to have started", "said waited", "finished Of One",
            "end of One",
            "feature Two", "started Of Two", "step it starts", "said started", "finished Of Two", "end of Two",
        }));
    }

    [TestCase(new[] { true, true, false, false, true }, new[] { 2, 1, 1, 1 })]
    [TestCase(new[] { false, true, true, true }, new[] { 1, 3 })]
    public void Scenarios_beside_each_other_that_follow_one_another_form_a_batch(bool[] fits, int[] batches)
    {
        var text = string.Concat(
            fits.Select((fit, number) => $"{(fit ? "  @beside\n" : "")}  Scenario: S{number}\n    When it starts\n"));

        Assert.That(
            new SideBySide(2, Beside).Batches(Engine.Parse($"Feature: F\n{text}").Features[0].Scenarios)
                .Select(batch => batch.Length), Is.EqualTo(batches));
    }

    [Binding]
    public sealed class Steps(IReqnrollOutputHelper output)
    {
        internal static TaskCompletionSource Started { get; set; } = new();

        [When("it waits for the other to have started")]
        public async Task WhenItWaits()
        {
            await Started.Task.WaitAsync(TimeSpan.FromSeconds(20));
            output.WriteLine("waited");
        }

        [When("it starts")]
        public void WhenItStarts()
        {
            output.WriteLine("started");
            Started.TrySetResult();
        }

        [When("it starts and fails")]
        public void WhenItStartsAndFails()
        {
            Started.TrySetResult();
            throw new InvalidOperationException("as told");
        }
    }

    private sealed class Seen : IRunObserver
    {
        public List<string> Lines { get; } = [];

        public void FeatureStarted(FeatureHeader feature) => Lines.Add($"feature {feature.Title}");

        public void FeatureFinished(FeatureResult result) => Lines.Add($"end of {result.Feature.Title}");

        public void ScenarioStarted(ScenarioPlan scenario) => Lines.Add($"started {scenario.Title}");

        public void ScenarioFinished(ScenarioResult result) => Lines.Add($"finished {result.Scenario.Title}");

        public void StepStarted(StepPlan step) => Lines.Add($"step {step.Text}");

        public void OutputWritten(string line) => Lines.Add($"said {line}");
    }

    private sealed class Followed : IRunObserver
    {
        public List<string> Lines { get; } = [];

        public IRunObserver Follow(ScenarioPlan scenario) => new Follower(this, scenario.Title);

        private sealed class Follower(Followed all, string title) : IRunObserver
        {
            public void ScenarioFinished(ScenarioResult result) => all.Lines.Add($"{title}: finished");

            public void StepStarted(StepPlan step) => all.Lines.Add($"{title}: step {step.Text}");

            public void OutputWritten(string line) => all.Lines.Add($"{title}: said {line}");
        }
    }
}
