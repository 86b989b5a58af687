using System.Text;
using Reqnroll.Bindings;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;
using Commons = Allure.Net.Commons;

namespace TestHarness.Scenarios.Allure;

/// <summary>Has Allure's own library write the result files that an Allure 2 report is made of.</summary>
public sealed class AllureLibraryWriter(AllureOptions options) : IRunObserver
{
    private readonly AllureFiles files = new(options.Directory, options.Texts);
    private readonly AllureLibraryContext library = AllureLibraryContext.Open(options.Directory);
    private readonly AllureModel model = new(options.IsFailure, options.Texts);
    private readonly Stack<StringBuilder> outputs = [];

    public void RunStarted(DateTimeOffset start)
    {
        files.WriteEnvironment(options.Environment);
        files.Write(options.Categories);
        library.OpenContainer("run");
    }

    public void RunFinished(RunResult result)
    {
        files.WriteEnvironment(options.Environment.SetItems(options.Findings()));
        library.CloseContainer();
        foreach (var error in result.LoadErrors)
            library.Do(lifecycle => lifecycle.StartTestCase(model.Unreadable(error)).StopTestCase().WriteTestCase());
    }

    public void FeatureStarted(FeatureHeader feature) => library.OpenContainer(options.Texts.Line(feature.Title));

    public void FeatureFinished(FeatureResult result) => library.CloseContainer();

    public void ScenarioStarted(ScenarioPlan scenario)
    {
        library.OpenContainer(options.Texts.Line(scenario.Title));
        library.Do(lifecycle => lifecycle.StartTestCase(model.Result(scenario, options.Framework)));
        outputs.Push(new StringBuilder());
    }

    public void ScenarioFinished(ScenarioResult result)
    {
        AttachOutput();
        library.Do(lifecycle => lifecycle.StopTestCase(test => model.Judge(test, result.Outcome, result.Error, result.Reason)).WriteTestCase());
        library.CloseContainer();
    }

    public void HookStarted(HookMethod hook)
    {
        library.Do(lifecycle => _ = hook.Type switch
        {
            HookType.BeforeTestRun or HookType.BeforeFeature or HookType.BeforeScenario => lifecycle.StartBeforeFixture(new() { name = hook.Name }),
            HookType.AfterTestRun or HookType.AfterFeature or HookType.AfterScenario => lifecycle.StartAfterFixture(new() { name = hook.Name }),
            _ => lifecycle.StartStep(new() { name = hook.Name }),
        });
        outputs.Push(new StringBuilder());
    }

    public void HookFinished(HookResult result)
    {
        AttachOutput();
        if (result.Hook.Type is HookType.BeforeStep or HookType.AfterStep or HookType.BeforeScenarioBlock or HookType.AfterScenarioBlock)
            FinishStepHook(result);
        else
            library.Do(lifecycle => lifecycle.StopFixture(fixture => model.Judge(fixture, result.Outcome, result.Error)));
    }

    public void StepStarted(StepPlan step)
    {
        library.Do(lifecycle => lifecycle.StartStep(new() { name = options.Texts.Line(step.ToString()) }));
        outputs.Push(new StringBuilder());
    }

    public void StepFinished(StepResult result)
    {
        if (result.Step.Table is { } table)
            Attach("table", "text/csv", AllureFrame.Csv(table), ".csv");
        if (result.Step.DocString is { } text)
            Attach("text", "text/plain", text, ".txt");
        AttachOutput();
        library.Do(lifecycle => lifecycle.StopStep(step =>
        {
            model.Judge(step, result.Outcome, result.Error);
            step.parameters = [.. model.Parameters(result.Arguments)];
        }));
    }

    public void OutputWritten(string line)
    {
        if (outputs.TryPeek(out var output))
            output.Append(line).Append('\n');
    }

    public void AttachmentAdded(Attachment attachment)
    {
        if (outputs.Count > 0)
            Attach(attachment);
    }

    /// <summary>Such a hook is shown only where it has something to show.</summary>
    private void FinishStepHook(HookResult result)
    {
        var isShown = result.Outcome != Outcome.Passed;
        Commons.StepResult? hook = null;
        library.Do(lifecycle => lifecycle.StopStep(step =>
        {
            hook = step;
            isShown |= step.attachments.Count > 0;
            model.Judge(step, result.Outcome, result.Error);
        }));
        if (!isShown)
            library.Do(lifecycle => lifecycle.UpdateExecutableItem(item => item.steps.Remove(hook!)));
    }

    private void AttachOutput()
    {
        if (outputs.Pop() is { Length: > 0 } output)
            Attach("output", "text/plain", output.ToString(), ".txt");
    }

    private void Attach(string name, string mediaType, string text, string extension) =>
        library.Do(_ => Commons.AllureApi.AddAttachment(
            name, mediaType, Encoding.UTF8.GetBytes(options.Texts.Block(text)), extension));

    private void Attach(Attachment attachment) => library.Do(_ => Commons.AllureApi.AddAttachment(
        options.Texts.Line(attachment.Name), attachment.MediaType, attachment.Path));
}
