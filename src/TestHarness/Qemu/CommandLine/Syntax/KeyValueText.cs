using System.Collections.Immutable;
using System.Text;

namespace TestHarness.Qemu.CommandLine.Syntax;

/// <summary>Reads and writes <c>key=value,…</c> as util/qemu-option.c of QEMU does.</summary>
internal static class KeyValueText
{
    /// <summary>Splits a text into properties.</summary>
    public static ImmutableArray<OptionProperty> Parse(string text, string? impliedKey) =>
        Parse(text, impliedKey, ShortBoolean);

    public static ImmutableArray<OptionProperty> Parse(
        string text, string? impliedKey, Func<string, OptionProperty> withoutValue)
    {
        var properties = ImmutableArray.CreateBuilder<OptionProperty>();
        for (var at = 0; at < text.Length;)
        {
            var end = text.AsSpan(at).IndexOfAny('=', ',') is var found and >= 0 ? at + found : text.Length;
            if (end < text.Length && text[end] == '=')
            {
                var key = text[at..end];
                at = end + 1;
                properties.Add(new OptionProperty(key, ReadValue(text, ref at)));
            }
            else if (at == 0 && impliedKey is not null)
            {
                properties.Add(new OptionProperty(impliedKey, ReadValue(text, ref at)));
            }
            else
            {
                properties.Add(withoutValue(text[at..end]));
                at = end + 1;
            }
        }

        return properties.ToImmutable();
    }

    /// <summary>Writes properties as a text.</summary>
    public static string Format(ImmutableArray<OptionProperty> properties, string? impliedKey) =>
        string.Join(',', properties.Select((property, index) =>
            index == 0 && property.Key == impliedKey && CanGoWithoutKey(property.Value)
                ? Escape(property.Value)
                : $"{property.Key}={Escape(property.Value)}"));

    /// <summary>Doubles the commas of a value.</summary>
    public static string Escape(string value) => value.Replace(",", ",,", StringComparison.Ordinal);

    /// <summary>Reads a value up to a single comma and moves past the comma.</summary>
    public static string ReadValue(string text, ref int at)
    {
        var value = new StringBuilder();
        for (; at < text.Length; at++)
        {
            if (text[at] == ',')
            {
                at++;
                if (at == text.Length || text[at] != ',')
                    break;
            }

            value.Append(text[at]);
        }

        return value.ToString();
    }

    private static bool CanGoWithoutKey(string value) =>
        value.Length > 0 && value[0] != '{' && !value.Contains('=', StringComparison.Ordinal);

    private static OptionProperty ShortBoolean(string word) =>
        word.StartsWith("no", StringComparison.Ordinal) ? new OptionProperty(word[2..], "off") : new OptionProperty(word, "on");
}
