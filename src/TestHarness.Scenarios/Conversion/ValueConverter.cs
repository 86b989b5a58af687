using System.ComponentModel;
using System.Globalization;

namespace TestHarness.Scenarios.Conversion;

/// <summary>Makes a value of a text, always by the invariant culture.</summary>
internal static class ValueConverter
{
    /// <exception cref="FormatException">The text does not fit the type.</exception>
    public static object? Convert(string text, Type target)
    {
        var type = Nullable.GetUnderlyingType(target) ?? target;
        if (type == typeof(string) || type == typeof(object))
            return text;
        if (text.Length == 0 && type != target)
            return null;
        if (type.IsEnum)
            return ConvertEnum(text, type);
        if (type.IsArray)
            return ConvertArray(text, type.GetElementType()!);
        var converter = TypeDescriptor.GetConverter(type);
        if (!converter.CanConvertFrom(typeof(string)))
            throw new FormatException($"cannot make a {type.Name} of '{text}': write a [StepArgumentTransformation] that returns it");
        try
        {
            return converter.ConvertFromString(null, CultureInfo.InvariantCulture, text);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException or NotSupportedException)
        {
            throw new FormatException($"'{text}' is not a valid {type.Name}", e);
        }
    }

    private static object ConvertEnum(string text, Type type)
    {
        var name = text.Replace(" ", "", StringComparison.Ordinal);
        return Enum.TryParse(type, name, ignoreCase: true, out var value)
            ? value
            : throw new FormatException($"'{text}' is not a {type.Name}; it is one of {string.Join(", ", Enum.GetNames(type))}");
    }

    private static Array ConvertArray(string text, Type element)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var array = Array.CreateInstance(element, parts.Length);
        for (var i = 0; i < parts.Length; i++)
            array.SetValue(Convert(parts[i], element), i);
        return array;
    }
}
