using Reqnroll;
using Reqnroll.UnitTestProvider;
using TestHarness.Scenarios.Running;
using TestHarness.Scenarios.Runtime;
using TestHarness.Scenarios.Tests.Support;

namespace TestHarness.Scenarios.Tests.Running;

public sealed class ScenarioTests
{
    [SetUp]
    public void Clear() => Log.Clear();

    [Test]
    public async Task Skips_the_steps_after_a_failure_and_runs_the_hooks_after()
    {
        var seen = new StepOutcomes();
        var result = await Engine.RunStepsAsync("Given it fails\nThen it passes", new RunOptions([seen]), typeof(Steps));
        Assert.Multiple(() =>
        {
            Assert.That(seen.All, Is.EqualTo(new[] { Outcome.Failed, Outcome.Skipped }));
            Assert.That(result.Error, Is.TypeOf<InvalidOperationException>().With.Message.EqualTo("failed"));
            Assert.That(result.Location.ToString(), Is.EqualTo("features/some.feature:3"));
            Assert.That(Log.All, Is.EqualTo(new[] { "after TestError failed" }));
        });
    }

    [Test]
    public async Task A_skip_carries_its_reason_and_runs_the_hooks_after()
    {
        var result = await Engine.RunStepsAsync("Given no device\nThen it passes", typeof(Steps));
        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(Outcome.Skipped));
            Assert.That(result.Reason, Is.EqualTo("no mdev on any host"));
            Assert.That(result.IsFailure, Is.False);
            Assert.That(Log.All, Is.EqualTo(new[] { "after Skipped no mdev on any host" }));
        });
    }

    [Test]
    public async Task Strict_mode_fails_a_skip()
    {
        var result = await Engine.RunAsync(
            "Feature: F\n  Scenario: S\n    Given no device\n    Then it passes", Engine.Strict, CancellationToken.None,
            typeof(Steps));
        Assert.That(result.Scenarios[0].Error!.Message, Is.EqualTo("strict mode: skipped because no mdev on any host"));
        Assert.That(result.IsSuccess, Is.False);
    }

    [Test]
    public async Task Strict_mode_does_not_mind_an_ignored_scenario()
    {
        var result = await Engine.RunAsync(
            "Feature: F\n  @ignore\n  Scenario: S\n    Given it fails", Engine.Strict, CancellationToken.None, typeof(Steps));
        Assert.That(result.Scenarios[0].Outcome, Is.EqualTo(Outcome.Skipped));
        Assert.That(result.IsSuccess);
    }

    [Test]
    public async Task A_pending_step_is_a_failure()
    {
        var result = await Engine.RunStepsAsync("When it is pending", typeof(Steps));
        Assert.That(result.Outcome, Is.EqualTo(Outcome.Pending));
        Assert.That(result.IsFailure);
    }

    [TestCase("Given nobody knows")]
    [TestCase("Given it passes\nThen nobody knows")]
    public async Task Hooks_of_a_scenario_with_a_wrong_step_do_not_run(string steps)
    {
        var result = await Engine.RunStepsAsync(steps, typeof(Hooked));
        Assert.That(result.Outcome, Is.EqualTo(Outcome.Undefined));
        Assert.That(Log.All, Is.Empty);
    }

    [Test]
    public async Task A_scenario_of_given_steps_alone_has_failed_and_not_even_a_hook_runs()
    {
        var seen = new StepOutcomes();
        var result = await Engine.RunStepsAsync("Given it passes\nAnd it passes", new RunOptions([seen]), typeof(Hooked));
        Assert.Multiple(() =>
        {
            Assert.That(seen.All, Is.EqualTo(new[] { Outcome.Skipped, Outcome.Failed }));
            Assert.That(
                result.Error!.Message,
                Does.StartWith("features/some.feature:2: [config] the scenario has no When and no Then of its own"));
            Assert.That(Log.All, Is.Empty);
        });
    }

    [Test]
    public void Refuses_async_void() => Assert.That(
        () => Engine.Steps(typeof(AsyncVoid)),
        Throws.TypeOf<StepDefinitionException>().With.Message.Contains("'AsyncVoid.Lost()'"));

    [Test]
    public async Task Cancelling_ends_the_scenario_before_its_next_step_and_runs_the_hooks_after()
    {
        using var source = new CancellationTokenSource();
        Steps.Cancel = source.Cancel;
        var result = await Engine.RunAsync(
            "Feature: F\n  Scenario: S\n    Given a cancel\n    Then it passes\n  Scenario: T\n    Then it passes",
            RunOptions.Default,
            source.Token,
            typeof(Steps));
        Assert.Multiple(() =>
        {
            Assert.That(result.IsCancelled);
            Assert.That(
                result.Scenarios[0].Error!.Message,
                Is.EqualTo("features/some.feature:4: the run was cancelled before 'Then it passes'"));
            Assert.That(result.Scenarios[1].Reason, Is.EqualTo("the run was cancelled"));
            Assert.That(Log.All, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task Shows_the_scenario_and_its_values_to_steps()
    {
        await Engine.RunAsync(
            "Feature: F\n  @a\n  Scenario Outline: S <n>\n    When the context\n    @b\n    Examples:\n      | n |\n      | 1 |",
            typeof(Steps));
        Assert.That(Log.All[0], Is.EqualTo("S 1 a,b 1 the context kept"));
    }

    [Binding]
    public sealed class Steps(ScenarioContext context, IUnitTestRuntimeProvider runtime)
    {
        public static Action Cancel { get; set; } = () => { };

        [AfterScenario]
        public void After()
        {
            if (context.TestError is { } error)
                Log.Add($"after {context.ScenarioExecutionStatus} {error.Message}");
        }

        [Given("it fails")]
        public async Task FailsAsync()
        {
            await Task.Yield();
            throw new InvalidOperationException("failed");
        }

        [Given("no device")]
        public void NoDevice() => runtime.TestIgnore("no mdev on any host");

        [When("it is pending")]
        public void Pending() => throw new PendingStepException();

        [Given("a cancel")]
        public void CancelNow() => Cancel();

        [When("the context")]
        public void TheContext()
        {
            context.Set("kept", "key");
            var info = context.ScenarioInfo;
            Log.Add(
                $"{info.Title} {string.Join(',', info.Tags)} {info.Arguments["n"]} {context.StepContext.StepInfo.Text} " +
                $"{context.Get<string>("key")}");
        }

        [Then("it passes")]
        public void Passes() => Log.Add("passed");
    }

    [Binding]
    public sealed class AsyncVoid
    {
        [Given("async void")]
        public async void Lost() => await Task.Yield();
    }

    [Binding]
    public sealed class Hooked
    {
        [BeforeScenario]
        public void Before() => Log.Add("before");

        [BeforeStep]
        public void BeforeStep() => Log.Add("before step");

        [AfterScenario]
        public void After() => Log.Add("after");

        [Given("it passes")]
        public void Passes() => Log.Add("passed");
    }
}
