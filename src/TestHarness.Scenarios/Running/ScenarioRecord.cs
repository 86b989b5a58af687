using System.Collections.Immutable;
using System.Diagnostics;
using Reqnroll;
using Reqnroll.Bindings;
using TestHarness.Scenarios.Checking;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Runtime;

namespace TestHarness.Scenarios.Running;

/// <summary>Keeps what happened in a scenario, and tells the observer of it. Steps come in the order of the plan.</summary>
internal sealed class ScenarioRecord(ScenarioPlan plan, IRunObserver observer)
{
    private readonly List<StepResult> _steps = [];
    private readonly List<Exception> _errors = [];
    private readonly Stopwatch _stepWatch = new();
    private bool _isInStep;

    public ImmutableArray<StepResult> Steps => [.. _steps];

    public ImmutableArray<Exception> Errors => [.. _errors];

    public void Note(Exception error)
    {
        if (!_errors.Contains(error))
            _errors.Add(error);
    }

    public void StartStep()
    {
        if (_isInStep)
            return;
        _isInStep = true;
        _stepWatch.Restart();
        observer.StepStarted(plan.Steps[_steps.Count]);
    }

    public void FinishStep(IScenarioStepContext context)
    {
        _isInStep = false;
        var error = context.StepError;
        if (error is not null)
            Note(error);
        var isRun = error is not null || context.Status == ScenarioExecutionStatus.OK;
        var outcome = isRun ? Outcomes.Of(error) : Outcome.Skipped;
        Add(outcome, isRun ? Arguments(context.StepInfo.BindingMatch) : [], _stepWatch.Elapsed, error);
    }

    /// <summary>Records the steps that Reqnroll did not come to.</summary>
    /// <param name="problems">What keeps steps from being run, by step.</param>
    public void RecordRest(ILookup<StepPlan, StepProblem> problems)
    {
        foreach (var step in plan.Steps.Skip(_steps.Count))
        {
            observer.StepStarted(step);
            Add(OutcomeOf(problems[step]), [], TimeSpan.Zero, null);
        }
    }

    private static Outcome OutcomeOf(IEnumerable<StepProblem> problems) => problems.FirstOrDefault() switch
    {
        null => Outcome.Skipped,
        { IsUndefined: true } => Outcome.Undefined,
        _ => Outcome.Failed,
    };

    private void Add(Outcome outcome, ImmutableArray<KeyValuePair<string, string>> arguments, TimeSpan duration, Exception? error)
    {
        var result = new StepResult(
            plan.Steps[_steps.Count], arguments, outcome, DateTimeOffset.UtcNow - duration, duration, error);
        _steps.Add(result);
        observer.StepFinished(result);
    }

    /// <summary>Takes the texts among the arguments; a table or doc string comes last and is shown as it is.</summary>
    private static ImmutableArray<KeyValuePair<string, string>> Arguments(BindingMatch? match) => match is not { Success: true }
        ? []
        : [.. MethodNames.MethodOf(match.StepBinding).GetParameters()
            .Zip(match.Arguments.Where(argument => argument.StartOffset is not null))
            .Select(pair => KeyValuePair.Create(pair.First.Name!, $"{pair.Second.Value}"))];
}
