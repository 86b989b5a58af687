using System.Collections.Immutable;
using System.Diagnostics;
using Reqnroll;
using Reqnroll.Bindings;
using TestHarness.Scenarios.Checking;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Runtime;

namespace TestHarness.Scenarios.Running;

/// <summary>
/// The record of a scenario that runs: its errors, and its steps, which it reports to the observer in their order.
/// </summary>
internal sealed class ScenarioRecord(ImmutableArray<StepPlan> steps, IRunObserver observer)
{
    private readonly List<Exception> _errors = [];
    private readonly List<object> _facts = [];
    private readonly Stopwatch _stepWatch = new();
    private bool _isInStep;
    private int _finished;

    /// <summary>The place of the first step that failed; null when none did.</summary>
    public SourceLocation? Failed { get; private set; }

    /// <summary>The errors so far, each once.</summary>
    public ImmutableArray<Exception> Errors => [.. _errors];

    /// <summary>The facts that steps and hooks have reported.</summary>
    public ImmutableArray<object> Facts => [.. _facts];

    /// <summary>Adds a fact.</summary>
    public void Add(object fact) => _facts.Add(fact);

    /// <summary>Adds an error, unless it is known already.</summary>
    public void Note(Exception error)
    {
        if (!_errors.Contains(error))
            _errors.Add(error);
    }

    /// <summary>Starts the next step, unless it has started.</summary>
    public void StartStep()
    {
        if (_isInStep)
            return;
        _isInStep = true;
        _stepWatch.Restart();
        observer.StepStarted(steps[_finished]);
    }

    /// <summary>Ends the step that runs.</summary>
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

    /// <summary>Records the steps that Reqnroll did not reach.</summary>
    /// <param name="problems">The problems that prevent steps from running, by step.</param>
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

    /// <summary>Returns the texts among the arguments; a table or doc string comes last and is shown as it is.</summary>
    private static ImmutableArray<KeyValuePair<string, string>> Arguments(BindingMatch? match) => match is not { Success: true }
        ? []
        : [.. MethodNames.MethodOf(match.StepBinding).GetParameters()
            .Zip(match.Arguments.Where(argument => argument.StartOffset is not null))
            .Select(pair => KeyValuePair.Create(pair.First.Name!, $"{pair.Second.Value}"))];
}
