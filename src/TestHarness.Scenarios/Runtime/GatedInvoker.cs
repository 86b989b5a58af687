using Reqnroll.Bindings;
using Reqnroll.Configuration;
using Reqnroll.EnvironmentAccess;
using Reqnroll.ErrorHandling;
using Reqnroll.Infrastructure;
using Reqnroll.Tracing;

namespace TestHarness.Scenarios.Runtime;

/// <summary>The invoker that calls the methods of steps and hooks through the scenario's <see cref="ScenarioGate"/>.</summary>
internal sealed class GatedInvoker(
    ReqnrollConfiguration configuration,
    IErrorProvider errors,
    IBindingDelegateInvoker delegates,
    IEnvironmentOptions environment)
    : BindingInvoker(configuration, errors, delegates, environment)
{
    public override async Task<object> InvokeBindingAsync(
        IBinding binding,
        IContextManager contextManager,
        object[] arguments,
        ITestTracer testTracer,
        DurationHolder durationHolder)
    {
        Task<object> Invoke() => base.InvokeBindingAsync(binding, contextManager, arguments, testTracer, durationHolder);

        if (GateOf(contextManager) is not { } gate)
            return await Invoke();
        return binding switch
        {
            IStepDefinitionBinding => await gate.PassAsync(Invoke),
            IHookBinding when !gate.LetsHooksPass => null!,
            _ => await gate.PassHookAsync(Invoke),
        };
    }

    private static ScenarioGate? GateOf(IContextManager contexts) =>
        contexts.ScenarioContext?.ScenarioContainer is { } container && container.IsRegistered<ScenarioGate>()
            ? container.Resolve<ScenarioGate>()
            : null;
}
