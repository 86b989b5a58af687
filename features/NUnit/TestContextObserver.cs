using NUnit.Framework;
using TestHarness.Gherkin.Features;
using TestHarness.Gherkin.Running;

namespace TestHarness.Features;

/// <summary>Writes steps and output to the test's result, and steps also at once for whoever watches.</summary>
internal sealed class TestContextObserver : IRunObserver
{
    public void ScenarioStarted(ScenarioPlan scenario) => TestContext.Progress.WriteLine($"{scenario.Location} {scenario.Title}");

    public void StepStarted(StepPlan step) => TestContext.Out.WriteLine(step);

    public void StepFinished(StepResult result)
    {
        var line = $"-> {result.Outcome.ToString().ToLowerInvariant()} ({result.Duration.TotalSeconds:0.0} s) {result.Step.Location}";
        TestContext.Out.WriteLine(line);
        if (result.Outcome != Outcome.Skipped)
            TestContext.Progress.WriteLine($"{result.Step} {line}");
    }

    public void HookFinished(HookResult result)
    {
        if (result.Error is { } error and not ScenarioSkippedException)
            TestContext.Out.WriteLine($"{result.Hook.Type} {result.Hook.Name} failed: {error.Message}");
    }

    public void OutputWritten(string line) => TestContext.Out.WriteLine(line);

    public void AttachmentAdded(Attachment attachment) => TestContext.AddTestAttachment(attachment.Path, attachment.Name);
}
