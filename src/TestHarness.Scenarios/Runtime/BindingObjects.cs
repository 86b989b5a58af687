using Reqnroll.BoDi;
using Reqnroll.Infrastructure;
using TestHarness.Scenarios.Checking;

namespace TestHarness.Scenarios.Runtime;

/// <summary>The objects whose methods are steps, hooks and transformations.</summary>
internal sealed class BindingObjects : ITestObjectResolver
{
    /// <summary>Makes an object.</summary>
    /// <exception cref="NeedsScenarioException">
    /// The object takes others, and the scenario, which would have them, is only checked.
    /// </exception>
    public object ResolveBindingInstance(Type bindingType, IObjectContainer container) =>
        container.IsRegistered<NoScenario>() && bindingType.GetConstructor(Type.EmptyTypes) is null
            ? throw new NeedsScenarioException()
            : container.Resolve(bindingType);
}
