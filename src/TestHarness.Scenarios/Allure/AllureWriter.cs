using System.Collections.Immutable;
using Reqnroll.Bindings;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;

namespace TestHarness.Scenarios.Allure;

/// <summary>The harness's own writer of Allure 2 result files.</summary>
public sealed class AllureWriter(AllureOptions options) : IRunObserver
{
    private readonly AllureFiles _files = new(options.Directory, options.Texts);
    private readonly AllureScope _run = new("run");
    private readonly Stack<AllureFrame> _frames = [];
    private AllureScope? _feature;
    private AllureScope? _scenario;

    /// <inheritdoc/>
    public void RunStarted(DateTimeOffset start)
    {
        _files.WriteEnvironment(options.Environment);
        _files.Write(options.Categories);
    }

    /// <inheritdoc/>
    public void RunFinished(RunResult result)
    {
        _files.WriteEnvironment(options.Environment.SetItems(options.Findings()));
        foreach (var error in result.LoadErrors)
            _files.Write(AllureUnreadable.Result(error, result.Start));
        _run.Write(_files);
    }

    /// <inheritdoc/>
    public void FeatureStarted(FeatureHeader feature) => _feature = new AllureScope(feature.Title);

    /// <inheritdoc/>
    public void FeatureFinished(FeatureResult result) => _feature?.Write(_files);

    /// <inheritdoc/>
    public void ScenarioStarted(ScenarioPlan scenario)
    {
        _scenario = new AllureScope(scenario.Title);
        Open();
    }

    /// <inheritdoc/>
    public void ScenarioFinished(ScenarioResult result)
    {
        var frame = _frames.Pop();
        var id = Guid.NewGuid();
        _files.Write(Result(id, result, frame));
        _run.Add(id);
        _feature?.Add(id);
        _scenario?.Add(id);
        _scenario?.Write(_files);
    }

    /// <inheritdoc/>
    public void HookStarted(HookMethod hook) => Open();

    /// <inheritdoc/>
    public void HookFinished(HookResult result)
    {
        var frame = _frames.Pop();
        var fixture = Step(result.Hook.Name, result.Outcome, result.Error, result.Start, result.Duration, frame, []);
        switch (result.Hook.Type)
        {
            case HookType.BeforeTestRun or HookType.AfterTestRun:
                _run.Add(result, fixture);
                break;
            case HookType.BeforeFeature or HookType.AfterFeature:
                _feature?.Add(result, fixture);
                break;
            case HookType.BeforeScenario or HookType.AfterScenario:
                _scenario?.Add(result, fixture);
                break;
            default:
                if (result.Outcome != Outcome.Passed || fixture.Attachments.Length > 0)
                    _frames.Peek().Add(fixture);
                break;
        }
    }

    /// <inheritdoc/>
    public void StepStarted(StepPlan step) => Open();

    /// <inheritdoc/>
    public void StepFinished(StepResult result)
    {
        var frame = _frames.Pop();
        frame.AddArgument(result.Step);
        _frames.Peek().Add(Step(
            result.Step.ToString(),
            result.Outcome,
            result.Error,
            result.Start,
            result.Duration,
            frame,
            [.. result.Arguments.Select(a => new AllureParameter(a.Key, a.Value))]));
    }

    /// <inheritdoc/>
    public void OutputWritten(string line)
    {
        if (_frames.TryPeek(out var frame))
            frame.Write(line);
    }

    /// <inheritdoc/>
    public void AttachmentAdded(Attachment attachment)
    {
        if (_frames.TryPeek(out var frame))
            frame.Add(_files.Copy(attachment));
    }

    private void Open() => _frames.Push(new AllureFrame(_files));

    private AllureResult Result(Guid id, ScenarioResult result, AllureFrame frame)
    {
        var plan = result.Scenario;
        var fullName = AllureIds.FullName(plan);
        return new AllureResult(
            id.ToString(),
            AllureIds.HistoryId(fullName, plan),
            AllureIds.TestCaseId(fullName),
            fullName,
            [.. plan.Feature.Location.File.Split('/')],
            plan.Title,
            plan.Description.Length > 0 ? plan.Description : null,
            AllureDescription.Html(plan.Description, options.Texts),
            AllureStatus.Of(result.Outcome, result.Error, options.IsFailure),
            AllureStatus.Details(result),
            result.Start.ToUnixTimeMilliseconds(),
            (result.Start + result.Duration).ToUnixTimeMilliseconds(),
            frame.Steps,
            frame.Close(),
            [.. plan.Arguments.Select(a => new AllureParameter(a.Key, a.Value))],
            AllureLabels.Of(plan, options.Framework),
            AllureLabels.Links(result));
    }

    private AllureStep Step(
        string name,
        Outcome outcome,
        Exception? error,
        DateTimeOffset start,
        TimeSpan duration,
        AllureFrame frame,
        ImmutableArray<AllureParameter> parameters) => new(
        name,
        AllureStatus.Of(outcome, error, options.IsFailure),
        AllureStatus.Details(error),
        start.ToUnixTimeMilliseconds(),
        (start + duration).ToUnixTimeMilliseconds(),
        frame.Steps,
        frame.Close(),
        parameters);
}
