using TestHarness.Scenarios.Running;
using TestHarness.Scenarios.Tests.Support;

namespace TestHarness.Scenarios.Tests.Running;

public sealed class HookTests
{
    [SetUp]
    public void Clear() => Log.Clear();

    [Test]
    public async Task Run_in_their_order_around_everything()
    {
        var result = await Engine.RunAsync("Feature: F\n  Scenario: S\n    Given one\n    And two\n    When three", typeof(Ordered));
        Assert.That(result.IsSuccess, $"{result.Scenarios[0].Error}");
        Assert.That(Log.All, Is.EqualTo(new[]
        {
            "before run", "before feature F", "before scenario early", "before scenario late",
            "before block Given", "before step one", "one", "after step one OK", "before step two", "two", "after step two OK", "after block Given",
            "before block When", "before step three", "three", "after step three OK", "after block When",
            "after scenario OK", "after feature", "after run",
        }));
    }

    [TestCase("@wanted", 1)]
    [TestCase("@also", 1)]
    [TestCase("@other", 0)]
    public async Task Run_where_any_of_their_tags_is(string tag, int times)
    {
        await Engine.RunAsync($"Feature: F\n  {tag}\n  Scenario: S\n    Given one", typeof(Tagged));
        Assert.That(Log.All.Count(e => e == "tagged"), Is.EqualTo(times));
    }

    [Test]
    public async Task After_a_failing_hook_no_step_runs_but_the_hooks_after_do()
    {
        var result = await Engine.RunAsync("Feature: F\n  Scenario: S\n    Given one", typeof(FailingBefore));
        Assert.Multiple(() =>
        {
            Assert.That(result.Scenarios[0].Error!.Message, Is.EqualTo("not today"));
            Assert.That(result.Scenarios[0].Steps[0].Outcome, Is.EqualTo(Outcome.Skipped));
            Assert.That(Log.All, Is.EqualTo(new[] { "after not today" }));
        });
    }

    [Test]
    public async Task A_failing_feature_hook_fails_every_scenario()
    {
        var result = await Engine.RunAsync("Feature: F\n  Scenario: A\n    Given one\n  Scenario: B\n    Given one", typeof(FailingFeature));
        Assert.That(result.Scenarios.Select(s => s.Error!.Message), Is.EqualTo(new[] { "no feature", "no feature" }));
        Assert.That(Log.All, Is.EqualTo(new[] { "after feature no feature" }));
    }

    [Test]
    public async Task A_failing_hook_after_the_run_fails_the_run()
    {
        var result = await Engine.RunAsync("Feature: F\n  Scenario: A\n    Given one", typeof(FailingAfterRun));
        Assert.That(result.IsSuccess, Is.False);
        Assert.That(result.HookErrors.Select(e => e.Message), Is.EqualTo(new[] { "not the end" }));
        Assert.That(result.Scenarios[0].Outcome, Is.EqualTo(Outcome.Passed));
    }

    [Binding]
    public sealed class Ordered(ScenarioContext context)
    {
        [BeforeTestRun]
        public static void BeforeRun() => Log.Add("before run");

        [AfterTestRun]
        public static Task AfterRunAsync()
        {
            Log.Add("after run");
            return Task.CompletedTask;
        }

        [BeforeFeature]
        public static void BeforeFeature(FeatureContext feature) => Log.Add($"before feature {feature.FeatureInfo.Title}");

        [AfterFeature]
        public static void AfterFeature() => Log.Add("after feature");

        [BeforeScenario(Order = 20000)]
        public void Late() => Log.Add("before scenario late");

        [BeforeScenario]
        public void Early() => Log.Add("before scenario early");

        [AfterScenario]
        public void After() => Log.Add($"after scenario {context.ScenarioExecutionStatus}");

        [BeforeScenarioBlock]
        public void BeforeBlock() => Log.Add($"before block {context.CurrentScenarioBlock}");

        [AfterScenarioBlock]
        public void AfterBlock() => Log.Add($"after block {context.CurrentScenarioBlock}");

        [BeforeStep]
        public void BeforeStep() => Log.Add($"before step {context.StepContext.StepInfo.Text}");

        [AfterStep]
        public ValueTask AfterStepAsync()
        {
            Log.Add($"after step {context.StepContext.StepInfo.Text} {context.StepContext.Status}");
            return ValueTask.CompletedTask;
        }

        [StepDefinition("^(one|two|three)$")]
        public void Step(string what) => Log.Add(what);
    }

    [Binding]
    public sealed class Tagged
    {
        [BeforeScenario("wanted", "@also")]
        public void Before() => Log.Add("tagged");

        [Given("one")]
        public void One() => Log.Add("one");
    }

    [Binding]
    public sealed class FailingBefore(ScenarioContext context)
    {
        [BeforeScenario]
        public void Before() => throw new InvalidOperationException("not today");

        [BeforeScenario(Order = 20000)]
        public void Next() => Log.Add("next");

        [Given("one")]
        public void One() => Log.Add("one");

        [AfterScenario]
        public void After() => Log.Add($"after {context.TestError!.Message}");
    }

    [Binding]
    public sealed class FailingFeature
    {
        [BeforeFeature]
        public static void Before() => throw new InvalidOperationException("no feature");

        [AfterFeature]
        public static void After(FeatureContext context) => Log.Add($"after feature {context.TestError!.Message}");

        [Given("one")]
        public void One() => Log.Add("one");
    }

    [Binding]
    public sealed class FailingAfterRun
    {
        [AfterTestRun]
        public static void After() => throw new InvalidOperationException("not the end");

        [Given("one")]
        public void One() => Log.Add("one");
    }
}
