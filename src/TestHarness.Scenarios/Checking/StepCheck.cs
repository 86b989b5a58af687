using System.Collections.Immutable;
using System.Globalization;
using Reqnroll;
using Reqnroll.Bindings;
using Reqnroll.Bindings.Reflection;
using Reqnroll.BoDi;
using Reqnroll.Infrastructure;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Runtime;

namespace TestHarness.Scenarios.Checking;

/// <summary>
/// The check of a scenario's steps before it runs, by Reqnroll's own matching and conversion. It also refuses a scenario in which
/// no step acts or checks.
/// </summary>
internal sealed class StepCheck : IDisposable
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    private readonly SemaphoreSlim _gate = new(1);
    private readonly IObjectContainer _thread;
    private readonly IContextManager _contexts;
    private readonly IStepDefinitionMatchService _matcher;
    private readonly IStepArgumentTypeConverter _converter;
    private readonly Snippets _snippets;
    private readonly bool _hasScopes;
    private readonly HashSet<(StepDefinitionType, string)> _right = [];

    /// <summary>Prepares the check of steps of a vocabulary.</summary>
    public StepCheck(StepVocabulary steps)
    {
        _thread = steps.NewThread();
        _contexts = _thread.Resolve<IContextManager>();
        _matcher = _thread.Resolve<IStepDefinitionMatchService>();
        _converter = _thread.Resolve<IStepArgumentTypeConverter>();
        _snippets = new Snippets(_thread);
        _hasScopes = steps.Registry.GetStepDefinitions().Any(definition => definition.IsScoped);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _thread.Dispose();
        _gate.Dispose();
    }

    /// <summary>Finds the mistakes in the steps, in their order.</summary>
    public async Task<IReadOnlyList<StepProblem>> FindAsync(ScenarioPlan scenario, ImmutableArray<StepPlan> steps)
    {
        await _gate.WaitAsync();
        try
        {
            var (feature, info) = (Infos.Of(scenario.Feature), Infos.Of(scenario));
            _contexts.InitializeFeatureContext(feature);
            _contexts.InitializeScenarioContext(info, Infos.Of(scenario.Rule));
            _contexts.ScenarioContext.ScenarioContainer.RegisterInstanceAs(new NoScenario());
            var problems = new List<StepProblem>();
            foreach (var step in steps)
                problems.AddRange(await FindAsync(step, new StepContext(feature, info)));
            _contexts.CleanupScenarioContext();
            _contexts.CleanupFeatureContext();
            if (problems.Count == 0 && !steps.Any(step => IsCheck(step, scenario)))
                problems.Add(StepProblem.NoCheck(scenario, steps[^1]));
            return problems;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// Returns whether the step acts or checks (When, Then) and belongs to the scenario itself. A scenario with Given steps
    /// alone, or with others only in its background, does not state what must hold.
    /// </summary>
    private static bool IsCheck(StepPlan step, ScenarioPlan scenario) =>
        step.Location.Line >= scenario.Start.Line && step.Type != StepDefinitionType.Given;

    private async Task<IEnumerable<StepProblem>> FindAsync(StepPlan step, StepContext context)
    {
        // Scenarios share most of their steps, so that correct steps are remembered. A step with a scope, a table or a text is
        // checked each time.
        var canBeKnown = !_hasScopes && step.Table is null && step.DocString is null;
        if (canBeKnown && _right.Contains((step.Type, step.Text)))
            return [];
        StepProblem[] problems = [.. await LookAsync(step, context)];
        if (canBeKnown && problems.Length == 0)
            _right.Add((step.Type, step.Text));
        return problems;
    }

    private async Task<IEnumerable<StepProblem>> LookAsync(StepPlan step, StepContext context)
    {
        var instance = new StepInstance(
            step.Type, (StepDefinitionKeyword)step.Type, step.Keyword, step.Text, step.DocString, Infos.Of(step.Table), context);
        try
        {
            var match = _matcher.GetBestMatch(instance, Culture, out var reason, out var candidates);
            if (match.Success)
                return await ConvertAsync(step, match);
            var mismatch = Mismatch.Describe(step, reason, candidates);
            return [mismatch ?? StepProblem.Undefined(step, candidates, _snippets.For(instance))];
        }
        catch (BindingException exception)
        {
            return [new StepProblem(step, step.Location, exception.Message)];
        }
    }

    private async Task<IEnumerable<StepProblem>> ConvertAsync(StepPlan step, BindingMatch match)
    {
        if (match.Arguments.Length != match.StepBinding.Method.Parameters.Count())
            return [Mismatch.OfArguments(step, match)];
        var problems = new List<StepProblem>();
        foreach (var (argument, parameter) in match.Arguments.Zip(match.StepBinding.Method.Parameters))
        {
            var place = argument.Value is DataTable ? step.Table!.Location : step.Location;
            if (await WhyNotAsync(argument.Value, parameter.Type) is { } message)
                problems.Add(new StepProblem(step, place, message));
        }

        return problems;
    }

    private async Task<string?> WhyNotAsync(object value, IBindingType target)
    {
        try
        {
            await _converter.ConvertAsync(value, target, Culture);
            return null;
        }
        catch (NeedsScenarioException)
        {
            return null;
        }
        catch (OverflowException)
        {
            return $"'{value}' is not a valid {target.Name}";
        }
        catch (Exception exception)
        {
            return exception.Message.TrimEnd();
        }
    }
}
