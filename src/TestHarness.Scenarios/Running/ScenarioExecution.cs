using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using TestHarness.Scenarios.Conversion;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Matching;
using TestHarness.Scenarios.Registry;

namespace TestHarness.Scenarios.Running;

/// <summary>The hooks and steps of a bound scenario. After the first error no step runs, but the hooks after it do.</summary>
internal sealed class ScenarioExecution
{
    private readonly HookRunner hooks;
    private readonly ObjectContainer container;
    private readonly ScopeTarget target;
    private readonly ScenarioContext context;
    private readonly ArgumentConverter converter;
    private readonly List<Exception> errors;

    public ScenarioExecution(
        BindingRegistry registry, HookRunner hooks, ObjectContainer container, ScenarioPlan scenario, List<Exception> errors)
    {
        this.hooks = hooks;
        this.container = container;
        this.errors = errors;
        target = ScopeTarget.Of(scenario);
        converter = new ArgumentConverter(registry.Transformations, container);
        context = new ScenarioContext(Infos.Of(scenario), Infos.Of(scenario.Rule), container);
        container.RegisterInstanceAs(context);
    }

    public async Task RunAsync(ImmutableArray<StepMatch> matches, StepRecorder steps, CancellationToken cancellationToken)
    {
        await HookAsync(HookType.BeforeScenario);
        foreach (var match in matches)
        {
            if (errors.Count == 0 && cancellationToken.IsCancellationRequested)
                Note(Cancelled(match.Step, cancellationToken));
            await SwitchBlockAsync(BlockOf(match.Step));
            if (errors.Count > 0)
                break;
            await StepAsync(match, steps, cancellationToken);
        }

        await SwitchBlockAsync(ScenarioBlock.None);
        await HookAsync(HookType.AfterScenario);
    }

    private async Task StepAsync(StepMatch match, StepRecorder steps, CancellationToken cancellationToken)
    {
        var table = match.Step.Table is { } plan ? new DataTable(plan) : null;
        var info = new StepInfo(match.Step.Type, match.Step.Text, table, match.Step.DocString);
        context.StepContext = new ScenarioStepContext(info);
        var isHooked = false;
        var error = await steps.RunAsync(match, async () =>
        {
            var arguments = await ArgumentsAsync(match, table);
            isHooked = true;
            if (await hooks.RunAsync(HookType.BeforeStep, target, container) is { } failed)
                ExceptionDispatchInfo.Throw(failed);
            await InvokeAsync(match, arguments, cancellationToken);
        });
        context.StepContext.StepError = error;
        context.StepContext.Status = Outcomes.StatusOf(error);
        Note(error);
        if (isHooked)
            await HookAsync(HookType.AfterStep);
    }

    /// <summary>A step that is running when the run is cancelled is left to itself; the hooks after it end what it works on.</summary>
    private async Task InvokeAsync(StepMatch match, object?[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            await MethodInvoker.InvokeAsync(match.Binding.Method, container, arguments).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException($"{match.Step.Location}: the run was cancelled during '{match.Step}'", cancellationToken);
        }
    }

    private async Task<object?[]> ArgumentsAsync(StepMatch match, DataTable? table)
    {
        var parameters = match.Binding.Method.GetParameters();
        object?[] given = [.. match.Arguments, .. new[] { table ?? (object?)match.Step.DocString }.OfType<object>()];
        var arguments = new object?[given.Length];
        for (var i = 0; i < given.Length; i++)
        {
            try
            {
                arguments[i] = await converter.ConvertAsync(given[i]!, parameters[i].ParameterType);
            }
            catch (FormatException e)
            {
                throw new BindingException($"{match.Step.Location}: {e.Message} for '{parameters[i].Name}' of {match.Binding}", e);
            }
        }

        return arguments;
    }

    private async Task SwitchBlockAsync(ScenarioBlock block)
    {
        if (context.CurrentScenarioBlock == block)
            return;
        if (errors.Count == 0 && context.CurrentScenarioBlock != ScenarioBlock.None)
            await HookAsync(HookType.AfterScenarioBlock);
        context.CurrentScenarioBlock = block;
        if (errors.Count == 0 && block != ScenarioBlock.None)
            await HookAsync(HookType.BeforeScenarioBlock);
    }

    private async Task HookAsync(HookType type) => Note(await hooks.RunAsync(type, target, container));

    private void Note(Exception? error)
    {
        if (error is null)
            return;
        errors.Add(error);
        context.TestError ??= error;
        if (context.ScenarioExecutionStatus is ScenarioExecutionStatus.OK or ScenarioExecutionStatus.Skipped)
            context.ScenarioExecutionStatus = Outcomes.StatusOf(error);
    }

    private static OperationCanceledException Cancelled(StepPlan step, CancellationToken cancellationToken) =>
        new($"{step.Location}: the run was cancelled before '{step}'", cancellationToken);

    private static ScenarioBlock BlockOf(StepPlan step) => step.Type switch
    {
        StepDefinitionType.Given => ScenarioBlock.Given,
        StepDefinitionType.When => ScenarioBlock.When,
        _ => ScenarioBlock.Then,
    };
}
