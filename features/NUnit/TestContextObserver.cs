using NUnit.Framework;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;

namespace TestHarness.Features;

/// <summary>Writes steps and output to the test's result, and steps also at once for whoever watches.</summary>
internal sealed class TestContextObserver : IRunObserver
{
    public void ScenarioStarted(ScenarioPlan scenario) => Progress($"{scenario.Location} {scenario.Title}");

    public void StepStarted(StepPlan step) => Write(FixtureTexts.Outlet.Line($"{step}"));

    public void StepFinished(StepResult result)
    {
        var line =
            $"-> {result.Outcome.ToString().ToLowerInvariant()} ({result.Duration.TotalSeconds:0.0} s) {result.Step.Location}";
        Write(FixtureTexts.Outlet.Line(line));
        if (result.Outcome != Outcome.Skipped)
            Progress($"{result.Step} {line}");
    }

    public void ScenarioFinished(ScenarioResult result)
    {
        if (result.Known is { } known)
            Progress(known.Note);
    }

    public void HookFinished(HookResult result)
    {
        if (result.Error is { } error and not ScenarioSkippedException)
            Write(FixtureTexts.Outlet.Block($"{result.Hook.Type} {result.Hook.Name} failed: {error.Message}"));
    }

    public void OutputWritten(string line) => Write(FixtureTexts.Outlet.Block(line));

    public void AttachmentAdded(Attachment attachment) =>
        TestContext.AddTestAttachment(attachment.Path, FixtureTexts.Outlet.Line(attachment.Name));

    private static void Write(string shown) => TestContext.Out.WriteLine(shown);

    private static void Progress(string line) => TestContext.Progress.WriteLine(FixtureTexts.Outlet.Line(line));
}
