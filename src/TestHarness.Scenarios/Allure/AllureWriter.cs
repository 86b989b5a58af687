using System.Collections.Immutable;
using Reqnroll.Bindings;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;

namespace TestHarness.Scenarios.Allure;

/// <summary>Writes the result files that an Allure 2 report is made of.</summary>
public sealed class AllureWriter(AllureOptions options) : IRunObserver
{
    private readonly AllureFiles files = new(options.Directory, options.Texts);
    private readonly AllureScope run = new("run");
    private readonly Stack<AllureFrame> frames = [];
    private AllureScope? feature;
    private AllureScope? scenario;

    public void RunStarted(DateTimeOffset start)
    {
        files.WriteEnvironment(options.Environment);
        files.Write(options.Categories);
    }

    public void RunFinished(RunResult result)
    {
        files.WriteEnvironment(options.Environment.SetItems(options.Findings()));
        foreach (var error in result.LoadErrors)
            files.Write(AllureUnreadable.Result(error, result.Start));
        run.Write(files);
    }

    public void FeatureStarted(FeatureHeader feature) => this.feature = new AllureScope(feature.Title);

    public void FeatureFinished(FeatureResult result) => feature?.Write(files);

    public void ScenarioStarted(ScenarioPlan scenario)
    {
        this.scenario = new AllureScope(scenario.Title);
        Open();
    }

    public void ScenarioFinished(ScenarioResult result)
    {
        var frame = frames.Pop();
        var id = Guid.NewGuid();
        files.Write(Result(id, result, frame));
        run.Add(id);
        feature?.Add(id);
        scenario?.Add(id);
        scenario?.Write(files);
    }

    public void HookStarted(HookMethod hook) => Open();

    public void HookFinished(HookResult result)
    {
        var frame = frames.Pop();
        var fixture = Step(result.Hook.Name, result.Outcome, result.Error, result.Start, result.Duration, frame, []);
        switch (result.Hook.Type)
        {
            case HookType.BeforeTestRun or HookType.AfterTestRun:
                run.Add(result, fixture);
                break;
            case HookType.BeforeFeature or HookType.AfterFeature:
                feature?.Add(result, fixture);
                break;
            case HookType.BeforeScenario or HookType.AfterScenario:
                scenario?.Add(result, fixture);
                break;
            default:
                if (result.Outcome != Outcome.Passed || fixture.Attachments.Length > 0)
                    frames.Peek().Add(fixture);
                break;
        }
    }

    public void StepStarted(StepPlan step) => Open();

    public void StepFinished(StepResult result)
    {
        var frame = frames.Pop();
        frame.AddArgument(result.Step);
        frames.Peek().Add(Step(
            result.Step.ToString(), result.Outcome, result.Error, result.Start, result.Duration, frame, [.. result.Arguments.Select(a => new AllureParameter(a.Key, a.Value))]));
    }

    public void OutputWritten(string line)
    {
        if (frames.TryPeek(out var frame))
            frame.Write(line);
    }

    public void AttachmentAdded(Attachment attachment)
    {
        if (frames.TryPeek(out var frame))
            frame.Add(files.Copy(attachment));
    }

    private void Open() => frames.Push(new AllureFrame(files));

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
            AllureStatus.Details(result.Error, result.Reason),
            result.Start.ToUnixTimeMilliseconds(),
            (result.Start + result.Duration).ToUnixTimeMilliseconds(),
            frame.Steps,
            frame.Close(),
            [.. plan.Arguments.Select(a => new AllureParameter(a.Key, a.Value))],
            AllureLabels.Of(plan, options.Framework),
            AllureLabels.Links(plan));
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
