using System.Reflection;
using TestHarness.Scenarios.Conversion;

namespace TestHarness.Scenarios;

/// <summary>Makes a <typeparamref name="T"/>: by its parameterless constructor or the shortest one that takes every value
/// without a property of its own, then by its properties.</summary>
internal static class RowMapper<T>
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static T Create(RowValues values, InstanceCreationOptions? options)
    {
        var unknown = values.Names.FirstOrDefault(n => !RowValues.HasMember(typeof(T), n));
        if (options?.VerifyAllColumnsBound == true && unknown is not null)
            throw values.Error($"{typeof(T).Name} has no property for the column '{unknown}'");
        var constructor = Constructor(values);
        var parameters = constructor?.GetParameters() ?? [];
        var instance = constructor is null
            ? Activator.CreateInstance<T>()
            : (T)constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [.. parameters.Select(p => Argument(p, values))], null);
        object boxed = instance!;
        foreach (var property in typeof(T).GetProperties().Where(p => p.CanWrite && p.GetIndexParameters().Length == 0))
        {
            if (values.Has(property.Name) && !parameters.Any(p => Same(p, property)))
                property.SetValue(boxed, Value(property.Name, property.PropertyType, values));
        }

        return (T)boxed;
    }

    private static ConstructorInfo? Constructor(RowValues values)
    {
        var all = typeof(T).GetConstructors().OrderBy(c => c.GetParameters().Length).ToArray();
        if (all.Length == 0 || all[0].GetParameters().Length == 0)
            return null;
        var readOnly = typeof(T).GetProperties().Where(p => !p.CanWrite && values.Has(p.Name)).ToArray();
        return all.FirstOrDefault(c => readOnly.All(p => c.GetParameters().Any(q => Same(q, p)))) ?? all[^1];
    }

    private static object? Argument(ParameterInfo parameter, RowValues values)
    {
        if (values.Has(parameter.Name!))
            return Value(parameter.Name!, parameter.ParameterType, values);
        if (parameter.HasDefaultValue)
            return parameter.DefaultValue;
        return Nullability.Create(parameter).WriteState == NullabilityState.Nullable
            ? null
            : throw values.Error(
                $"the table has no column for '{parameter.Name}' of {typeof(T).Name}; it has {string.Join(", ", values.Names)}");
    }

    private static object? Value(string member, Type type, RowValues values)
    {
        var (value, row) = values.Get(member);
        try
        {
            return ValueConverter.Convert(value, type);
        }
        catch (FormatException e)
        {
            throw row.Error($"{e.Message} for '{member}' of {typeof(T).Name}");
        }
    }

    private static bool Same(ParameterInfo parameter, PropertyInfo property) =>
        parameter.Name!.Equals(property.Name, StringComparison.OrdinalIgnoreCase);
}
