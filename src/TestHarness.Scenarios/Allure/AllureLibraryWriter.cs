using System.Text;
using Reqnroll.Bindings;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;
using Commons = Allure.Net.Commons;

namespace TestHarness.Scenarios.Allure;

/// <summary>The writer of Allure 2 result files that uses Allure's own library.</summary>
public sealed class AllureLibraryWriter(AllureOptions options) : IRunObserver
{
    private readonly AllureFiles _files = new(options.Directory, options.Texts);
    private readonly AllureLibraryContext _library = AllureLibraryContext.Open(options.Directory);
    private readonly AllureModel _model = new(options.IsFailure, options.Texts);
    private readonly Stack<StringBuilder> _outputs = [];

    /// <inheritdoc/>
    public void RunStarted(DateTimeOffset start)
    {
        _files.WriteEnvironment(options.Environment);
        _files.Write(options.Categories);
        _library.OpenContainer("run");
    }

    /// <inheritdoc/>
    public void RunFinished(RunResult result)
    {
        _files.WriteEnvironment(options.Environment.SetItems(options.Findings()));
        _library.CloseContainer();
        foreach (var error in result.LoadErrors)
            _library.Do(lifecycle => lifecycle.StartTestCase(_model.Unreadable(error)).StopTestCase().WriteTestCase());
    }

    /// <inheritdoc/>
    public void FeatureStarted(FeatureHeader feature) => _library.OpenContainer(options.Texts.Line(feature.Title));

    /// <inheritdoc/>
    public void FeatureFinished(FeatureResult result) => _library.CloseContainer();

    /// <inheritdoc/>
    public void ScenarioStarted(ScenarioPlan scenario)
    {
        _library.OpenContainer(options.Texts.Line(scenario.Title));
        _library.Do(lifecycle => lifecycle.StartTestCase(_model.Result(scenario, options.Framework)));
        _outputs.Push(new StringBuilder());
    }

    /// <inheritdoc/>
    public void ScenarioFinished(ScenarioResult result)
    {
        AttachOutput();
        _library.Do(lifecycle => lifecycle
            .StopTestCase(test => _model.Judge(test, result))
            .WriteTestCase());
        _library.CloseContainer();
    }

    /// <inheritdoc/>
    public void HookStarted(HookMethod hook)
    {
        _library.Do(lifecycle => _ = hook.Type switch
        {
            HookType.BeforeTestRun or HookType.BeforeFeature or HookType.BeforeScenario =>
                lifecycle.StartBeforeFixture(new() { name = hook.Name }),
            HookType.AfterTestRun or HookType.AfterFeature or HookType.AfterScenario =>
                lifecycle.StartAfterFixture(new() { name = hook.Name }),
            _ => lifecycle.StartStep(new() { name = hook.Name }),
        });
        _outputs.Push(new StringBuilder());
    }

    /// <inheritdoc/>
    public void HookFinished(HookResult result)
    {
        AttachOutput();
        if (result.Hook.Type is HookType.BeforeStep or HookType.AfterStep
            or HookType.BeforeScenarioBlock or HookType.AfterScenarioBlock)
            FinishStepHook(result);
        else
            _library.Do(lifecycle => lifecycle.StopFixture(fixture => _model.Judge(fixture, result.Outcome, result.Error)));
    }

    /// <inheritdoc/>
    public void StepStarted(StepPlan step)
    {
        _library.Do(lifecycle => lifecycle.StartStep(new() { name = options.Texts.Line(step.ToString()) }));
        _outputs.Push(new StringBuilder());
    }

    /// <inheritdoc/>
    public void StepFinished(StepResult result)
    {
        if (result.Step.Table is { } table)
            Attach("table", "text/csv", AllureFrame.Csv(table), ".csv");
        if (result.Step.DocString is { } text)
            Attach("text", "text/plain", text, ".txt");
        AttachOutput();
        _library.Do(lifecycle => lifecycle.StopStep(step =>
        {
            _model.Judge(step, result.Outcome, result.Error);
            step.parameters = [.. _model.Parameters(result.Arguments)];
        }));
    }

    /// <inheritdoc/>
    public void OutputWritten(string line)
    {
        if (_outputs.TryPeek(out var output))
            output.Append(line).Append('\n');
    }

    /// <inheritdoc/>
    public void AttachmentAdded(Attachment attachment)
    {
        if (_outputs.Count > 0)
            Attach(attachment);
    }

    /// <summary>Ends a hook of a step; removes the hook from the result when it has nothing to show.</summary>
    private void FinishStepHook(HookResult result)
    {
        var isShown = result.Outcome != Outcome.Passed;
        Commons.StepResult? hook = null;
        _library.Do(lifecycle => lifecycle.StopStep(step =>
        {
            hook = step;
            isShown |= step.attachments.Count > 0;
            _model.Judge(step, result.Outcome, result.Error);
        }));
        if (!isShown)
            _library.Do(lifecycle => lifecycle.UpdateExecutableItem(item => item.steps.Remove(hook!)));
    }

    private void AttachOutput()
    {
        if (_outputs.Pop() is { Length: > 0 } output)
            Attach("output", "text/plain", output.ToString(), ".txt");
    }

    private void Attach(string name, string mediaType, string text, string extension) =>
        _library.Do(_ => Commons.AllureApi.AddAttachment(
            name, mediaType, Encoding.UTF8.GetBytes(options.Texts.Block(text)), extension));

    private void Attach(Attachment attachment) => _library.Do(_ => Commons.AllureApi.AddAttachment(
        options.Texts.Line(attachment.Name), attachment.MediaType, attachment.Path));
}
