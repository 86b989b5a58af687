using System.Collections.Immutable;
using TestHarness.Scenarios.Registry;

namespace TestHarness.Scenarios.Conversion;

/// <summary>Makes a step's argument of the type its method asks for: by a transformation, else by plain conversion.</summary>
internal sealed class ArgumentConverter(ImmutableArray<TransformationBinding> transformations, IObjectContainer container)
{
    /// <exception cref="FormatException">Nothing makes a value of that type of this one.</exception>
    public async Task<object?> ConvertAsync(object value, Type target, ImmutableArray<TransformationBinding> used = default)
    {
        used = used.IsDefault ? [] : used;
        if (transformations.FirstOrDefault(t => !used.Contains(t) && Fits(t, value, target)) is { } transformation)
            return await TransformAsync(transformation, value, used.Add(transformation));
        if (target.IsInstanceOfType(value))
            return value;
        return value is string text
            ? ValueConverter.Convert(text, target)
            : throw new FormatException(
                $"cannot make a {target.Name} of a {value.GetType().Name}: write a [StepArgumentTransformation] that returns it");
    }

    private async Task<object?> TransformAsync(
        TransformationBinding transformation, object value, ImmutableArray<TransformationBinding> used)
    {
        var parameters = transformation.Method.GetParameters();
        object[] values = transformation.Regex is { } regex && value is string text
            ? [.. regex.Match(text).Groups.Values.Skip(1).Select(g => g.Value)]
            : [value];
        if (values.Length == 0 && parameters.Length > 0)
            values = [value];
        if (parameters.Length != values.Length)
        {
            throw new BindingException(
                $"{MethodName.Of(transformation.Method)} takes {parameters.Length} parameters " +
                $"but its expression has {values.Length} groups");
        }

        var arguments = new object?[values.Length];
        for (var i = 0; i < values.Length; i++)
            arguments[i] = await ConvertAsync(values[i], parameters[i].ParameterType, used);
        return await MethodInvoker.InvokeAsync(transformation.Method, container, arguments);
    }

    private static bool Fits(TransformationBinding transformation, object value, Type target)
    {
        if (transformation.Target != target)
            return false;
        return transformation.Regex is { } regex && value is string text
            ? regex.IsMatch(text)
            : transformation.TakesTable == value is DataTable;
    }
}
