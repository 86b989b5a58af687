using Reqnroll;
using TestHarness.Scenarios.Running;
using TestHarness.Scenarios.Runtime;
using TestHarness.Scenarios.Tests.Support;

namespace TestHarness.Scenarios.Tests.Running;

public sealed class CancellationTests
{
    [TestCase("it waits for the cancellation", 30, "", "ended, after")]
    [TestCase("it never ends", 0.2, "; the step did not end within 0.2 s and still runs", "after")]
    public async Task Waits_for_the_running_step_before_the_hooks_after_it(string step, double bound, string more, string log)
    {
        Log.Clear();
        using var source = new CancellationTokenSource();
        Steps.Cancel = source.Cancel;
        var result = await Engine.RunAsync(
            $"Feature: F\n  Scenario: S\n    When {step}\n    Then it passes\n  Scenario: Next\n    Then it passes",
            RunOptions.Default with { StepEnd = TimeSpan.FromSeconds(bound) },
            source.Token,
            typeof(Steps)).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Multiple(() =>
        {
            Assert.That(result.IsCancelled, Is.True);
            Assert.That(
                result.Scenarios[0].Error!.Message,
                Is.EqualTo($"features/some.feature:3: the run was cancelled during 'When {step}'{more}"));
            Assert.That(result.Scenarios[1].Reason, Is.EqualTo("the run was cancelled"));
            Assert.That(string.Join(", ", Log.All), Is.EqualTo(log));
        });
    }

    [Test]
    public async Task A_scenario_that_is_ended_fails_at_once_for_that_reason_and_the_next_one_runs()
    {
        Log.Clear();
        var result = await Engine.RunAsync(
            "Feature: F\n  Scenario: S\n    When the lease is lost\n    Then it passes\n  Scenario: Next\n    Then it passes",
            typeof(Steps)).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Multiple(() =>
        {
            Assert.That(result.IsCancelled, Is.False);
            Assert.That(
                result.Scenarios.Select(scenario => scenario.Outcome), Is.EqualTo([Outcome.Failed, Outcome.Passed]));
            Assert.That(result.Scenarios[0].Error!.Message, Is.EqualTo("the lease is lost"));
            Assert.That(string.Join(", ", Log.All), Is.EqualTo("ended, after, passed, after"));
        });
    }

    [Test]
    public async Task A_hook_that_the_cancellation_ends_says_so()
    {
        using var source = new CancellationTokenSource();
        WaitingHook.Cancel = source.Cancel;
        var result = await Engine.RunAsync(
            "Feature: F\n  Scenario: S\n    Then it passes", RunOptions.Default, source.Token, typeof(WaitingHook), typeof(Steps))
            .WaitAsync(TimeSpan.FromSeconds(60));

        Assert.That(
            result.Scenarios[0].Error!.Message, Does.Contain("the run was cancelled while the scenario was opened"));
    }

    [Binding]
    public sealed class WaitingHook(ScenarioCancellation cancellation)
    {
        internal static Action Cancel { get; set; } = () => { };

        [BeforeScenario]
        public async Task Before()
        {
            Cancel();
            await new TaskCompletionSource().Task.WaitAsync(cancellation.Token);
        }
    }

    [Binding]
    public sealed class Steps(ScenarioCancellation cancellation)
    {
        internal static Action Cancel { get; set; } = () => { };

        [When("it never ends")]
        public async Task WhenItNeverEnds()
        {
            Cancel();
            await new TaskCompletionSource().Task;
        }

        [When("the lease is lost")]
        public Task WhenTheLeaseIsLost()
        {
            cancellation.End(new InvalidOperationException("the lease is lost"));
            return WaitAsync();
        }

        [When("it waits for the cancellation")]
        public Task WhenItWaitsForTheCancellation()
        {
            Cancel();
            return WaitAsync();
        }

        private async Task WaitAsync()
        {
            try
            {
                await new TaskCompletionSource().Task.WaitAsync(cancellation.Token);
            }
            finally
            {
                await Task.Yield();
                Log.Add("ended");
            }
        }

        [Then("it passes")]
        public void ThenItPasses() => Log.Add("passed");

        [AfterScenario]
        public void After() => Log.Add("after");
    }
}
