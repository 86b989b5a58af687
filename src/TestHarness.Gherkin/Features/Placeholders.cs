using System.Collections.Immutable;

namespace TestHarness.Gherkin.Features;

/// <summary>Replaces <c>&lt;column&gt;</c> by the value of an outline example.</summary>
internal sealed class Placeholders(ImmutableArray<KeyValuePair<string, string>> arguments)
{
    public static Placeholders None { get; } = new([]);

    public ImmutableArray<KeyValuePair<string, string>> Arguments { get; } = arguments;

    public string Replace(string text)
    {
        foreach (var (column, value) in Arguments)
            text = text.Replace($"<{column}>", value, StringComparison.Ordinal);
        return text;
    }
}
