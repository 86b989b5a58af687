using Reqnroll.BoDi;
using Reqnroll.Infrastructure;
using TestHarness.Scenarios.Checking;

namespace TestHarness.Scenarios.Runtime;

/// <summary>Makes the objects whose methods are steps, hooks and transformations.</summary>
internal sealed class BindingObjects : ITestObjectResolver
{
    /// <exception cref="NeedsScenarioException">A scenario is only checked, and the object takes others, which a running scenario has.</exception>
    public object ResolveBindingInstance(Type bindingType, IObjectContainer container) =>
        container.IsRegistered<NoScenario>() && bindingType.GetConstructor(Type.EmptyTypes) is null
            ? throw new NeedsScenarioException()
            : container.Resolve(bindingType);
}
