using System.Collections.Immutable;
using System.Diagnostics;
using Reqnroll;
using Reqnroll.Bindings;
using TestHarness.Scenarios.Checking;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Runtime;

namespace TestHarness.Scenarios.Running;

/// <summary>Keeps what went wrong in a scenario, and tells the observer of its steps, in their order.</summary>
internal sealed class ScenarioRecord(ImmutableArray<StepPlan> steps, IRunObserver observer)
{
    private readonly List<Exception> _errors = [];
    private readonly Stopwatch _stepWatch = new();
    private bool _isInStep;
    private int _finished;

    /// <summary>Where the first step is that failed; null when none did.</summary>
    public SourceLocation? Failed { get; private set; }

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
        observer.StepStarted(steps[_finished]);
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
        foreach (var step in steps[_finished..])
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
        var step = steps[_finished++];
        if (outcome is not (Outcome.Passed or Outcome.Skipped))
            Failed ??= step.Location;
        observer.StepFinished(new StepResult(step, arguments, outcome, DateTimeOffset.UtcNow - duration, duration, error));
    }

    /// <summary>Takes the texts among the arguments; a table or doc string comes last and is shown as it is.</summary>
    private static ImmutableArray<KeyValuePair<string, string>> Arguments(BindingMatch? match) => match is not { Success: true }
        ? []
        : [.. MethodNames.MethodOf(match.StepBinding).GetParameters()
            .Zip(match.Arguments.Where(argument => argument.StartOffset is not null))
            .Select(pair => KeyValuePair.Create(pair.First.Name!, $"{pair.Second.Value}"))];
}
