namespace TestHarness.Scenarios.Checking;

/// <summary>The objects of a scenario where there is none: it has nothing to give.</summary>
internal sealed class NoScenario : IObjectContainer
{
    public void RegisterInstanceAs<T>(T instance)
        where T : class => throw new NeedsScenarioException();

    public void RegisterTypeAs<TType, TInterface>()
        where TType : class, TInterface
        where TInterface : class => throw new NeedsScenarioException();

    public T Resolve<T>()
        where T : class => throw new NeedsScenarioException();

    public object Resolve(Type type) => throw new NeedsScenarioException();
}

internal sealed class NeedsScenarioException() : Exception("this takes an object of a running scenario");
