using Reqnroll;
using TestHarness.Scenarios.Running;
using TestHarness.Scenarios.Tests.Support;

namespace TestHarness.Scenarios.Tests.Running;

public sealed class CancellationTests
{
    [Test]
    public async Task Ends_a_step_that_is_running_and_runs_the_hooks_after()
    {
        Log.Clear();
        using var source = new CancellationTokenSource();
        Steps.Cancel = source.Cancel;
        var result = await Engine.RunAsync(
            "Feature: F\n  Scenario: S\n    When it never ends\n    Then it passes\n  Scenario: Next\n    Then it passes",
            RunOptions.Default,
            source.Token,
            typeof(Steps)).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Multiple(() =>
        {
            Assert.That(result.IsCancelled, Is.True);
            Assert.That(result.Scenarios[0].Error!.Message, Is.EqualTo("features/some.feature:3: the run was cancelled during 'When it never ends'"));
            Assert.That(result.Scenarios[1].Reason, Is.EqualTo("the run was cancelled"));
            Assert.That(Log.All, Is.EqualTo(new[] { "after" }));
        });
    }

    [Binding]
    public sealed class Steps
    {
        internal static Action Cancel { get; set; } = () => { };

        [When("it never ends")]
        public async Task WhenItNeverEnds()
        {
            Cancel();
            await new TaskCompletionSource().Task;
        }

        [Then("it passes")]
        public void ThenItPasses() => Log.Add("passed");

        [AfterScenario]
        public void After() => Log.Add("after");
    }
}
