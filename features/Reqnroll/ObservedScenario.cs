using System.Collections.Immutable;
using System.Diagnostics;
using Reqnroll.Bindings;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Matching;
using TestHarness.Scenarios.Running;
using StepResult = TestHarness.Scenarios.Running.StepResult;

namespace TestHarness.Features;

/// <summary>A scenario while Reqnroll runs it: its steps come in the order of the plan's.</summary>
internal sealed class ObservedScenario
{
    private readonly ScenarioPlan _plan;
    private readonly IRunObserver _observer;
    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;
    private readonly List<StepResult> _steps = [];
    private readonly List<Exception> _errors = [];
    private readonly List<UndefinedStep> _undefined = [];
    private readonly Stopwatch _stepWatch = new();
    private bool _isInStep;

    public ObservedScenario(ScenarioPlan plan, IRunObserver observer)
    {
        _plan = plan;
        _observer = observer;
        observer.ScenarioStarted(plan);
    }

    private StepPlan Step => _plan.Steps[_steps.Count];

    public void StartStep()
    {
        if (_isInStep)
            return;
        _isInStep = true;
        _stepWatch.Restart();
        _observer.StepStarted(Step);
    }

    public void FinishStep(IScenarioStepContext context)
    {
        _isInStep = false;
        var error = context.StepError is null ? null : ObservedError.Of(context.StepError);
        if (context.Status == ScenarioExecutionStatus.UndefinedStep)
            _undefined.Add(UndefinedStep.Of(Step));
        if (error is not null)
            Note(error);
        var arguments = context.Status == ScenarioExecutionStatus.Skipped && error is null ? [] : Arguments(context.StepInfo.BindingMatch);
        var duration = _stepWatch.Elapsed;
        var result = new StepResult(Step, arguments, OutcomeOf(context.Status, error), DateTimeOffset.UtcNow - duration, duration, error);
        _steps.Add(result);
        _observer.StepFinished(result);
    }

    public void Note(Exception error)
    {
        if (!_errors.Contains(error))
            _errors.Add(error);
    }

    public ScenarioResult Finish(bool strict)
    {
        if (_undefined.Count > 0)
            _errors.Insert(0, new UndefinedStepsException([.. _undefined]));
        var result = ScenarioResult.Of(_plan, _start, DateTimeOffset.UtcNow - _start, [.. _errors], [.. _steps], strict);
        _observer.ScenarioFinished(result);
        return result;
    }

    private static Outcome OutcomeOf(ScenarioExecutionStatus status, Exception? error) => status switch
    {
        ScenarioExecutionStatus.OK => Outcome.Passed,
        ScenarioExecutionStatus.UndefinedStep => Outcome.Undefined,
        ScenarioExecutionStatus.Skipped => Outcome.Skipped,
        _ => Outcomes.Of(error),
    };

    /// <summary>The texts among the arguments; a table or doc string comes last and is shown as it is.</summary>
    private static ImmutableArray<KeyValuePair<string, string>> Arguments(BindingMatch? match) => match is not { Success: true }
        ? []
        : [.. ObservedRun.Method(match.StepBinding.Method).GetParameters()
            .Zip(match.Arguments.Where(argument => argument.StartOffset is not null))
            .Select(pair => KeyValuePair.Create(pair.First.Name!, $"{pair.Second.Value}"))];
}
