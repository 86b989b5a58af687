using System.Collections.Immutable;

namespace TestHarness.Scenarios.Running;

/// <summary>Makes one object of each concrete type that is asked for, by its longest constructor; disposes of them in reverse
/// order. What a parent has registered is used from there.</summary>
internal sealed class ObjectContainer(ObjectContainer? parent = null) : IObjectContainer
{
    private readonly Dictionary<Type, object> registered = [];
    private readonly Dictionary<Type, object> instances = [];
    private readonly Dictionary<Type, Type> implementations = [];
    private readonly List<object> made = [];
    private readonly List<Type> making = [];

    public void RegisterInstanceAs<T>(T instance)
        where T : class => registered[typeof(T)] = instance;

    public void RegisterTypeAs<TType, TInterface>()
        where TType : class, TInterface
        where TInterface : class => implementations[typeof(TInterface)] = typeof(TType);

    public T Resolve<T>()
        where T : class => (T)Resolve(typeof(T));

    public object Resolve(Type type)
    {
        if (type == typeof(IObjectContainer))
            return this;
        if (Registered(type) is { } given)
            return given;
        if (instances.TryGetValue(type, out var instance))
            return instance;
        if (Implementation(type) is { } implementation)
            return instances[type] = Resolve(implementation);
        return instances[type] = Make(type);
    }

    /// <summary>Disposes of what this container made, and gives back what failed.</summary>
    public async Task<ImmutableArray<Exception>> DisposeAllAsync()
    {
        var errors = ImmutableArray.CreateBuilder<Exception>();
        foreach (var instance in Enumerable.Reverse(made))
        {
            try
            {
                if (instance is IAsyncDisposable asynchronous)
                    await asynchronous.DisposeAsync();
                else if (instance is IDisposable disposable)
                    disposable.Dispose();
            }
            catch (Exception e)
            {
                errors.Add(e);
            }
        }

        made.Clear();
        return errors.ToImmutable();
    }

    private string Path(Type type) => string.Join(" needs ", making.Append(type).Select(t => t.Name));

    private object? Registered(Type type) => registered.TryGetValue(type, out var instance) ? instance : parent?.Registered(type);

    private Type? Implementation(Type type) =>
        implementations.TryGetValue(type, out var implementation) ? implementation : parent?.Implementation(type);

    private object Make(Type type)
    {
        if (making.Contains(type))
            throw new InvalidOperationException($"circular dependency: {Path(type)}");
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length);
        if (constructor is null || type.IsAbstract || type.IsValueType || type == typeof(string))
            throw new InvalidOperationException($"cannot make a {type.Name} ({Path(type)}): register it with IObjectContainer in a hook");

        making.Add(type);
        try
        {
            var arguments = constructor.GetParameters().Select(p => Resolve(p.ParameterType)).ToArray();
            var instance = constructor.Invoke(System.Reflection.BindingFlags.DoNotWrapExceptions, null, arguments, null);
            made.Add(instance);
            return instance;
        }
        finally
        {
            making.Remove(type);
        }
    }
}
