using System.Diagnostics.CodeAnalysis;

namespace TestHarness.Scenarios;

/// <summary>The bag of values that a scenario or a feature carries.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Step authors know the contexts by these names.")]
public abstract class ReqnrollContext : Dictionary<string, object>
{
    /// <summary>The first error, null as long as nothing failed.</summary>
    public Exception? TestError { get; internal set; }

    public void Set<T>(T value, string key)
        where T : notnull => this[key] = value;

    public void Set<T>(T value)
        where T : notnull => Set(value, DefaultKey<T>());

    public T Get<T>(string key) => TryGetValue(key, out T? value)
        ? value
        : throw new KeyNotFoundException($"The context has no '{key}' of type {typeof(T).Name}.");

    public T Get<T>() => Get<T>(DefaultKey<T>());

    public bool TryGetValue<T>(string key, [NotNullWhen(true)] out T? value)
    {
        value = base.TryGetValue(key, out var found) && found is T typed ? typed : default;
        return value is not null;
    }

    public bool TryGetValue<T>([NotNullWhen(true)] out T? value) => TryGetValue(DefaultKey<T>(), out value);

    private static string DefaultKey<T>() => typeof(T).FullName!;
}
