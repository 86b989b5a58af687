using System.Diagnostics.CodeAnalysis;

namespace TestHarness.Scenarios;

/// <summary>Makes the objects that step classes ask for in their constructors: one of a type for each scenario.</summary>
public interface IObjectContainer
{
    void RegisterInstanceAs<T>(T instance)
        where T : class;

    [SuppressMessage("Design", "CA1005", Justification = "Step authors know the method by this shape.")]
    void RegisterTypeAs<TType, TInterface>()
        where TType : class, TInterface
        where TInterface : class;

    T Resolve<T>()
        where T : class;

    object Resolve(Type type);
}
