using System.Collections.Immutable;
using System.Text;
using Gherkin.Ast;

namespace TestHarness.Scenarios.Features;

/// <summary>
/// Replaces <c>&lt;column&gt;</c> by the value of an outline example, in one pass: a value is never searched for placeholders, so
/// that no example grows beyond its values. A column with an angle bracket in its name is not replaced.
/// </summary>
internal sealed class Placeholders(ImmutableArray<KeyValuePair<string, string>> arguments)
{
    private readonly Dictionary<string, string> _values =
        arguments.DistinctBy(argument => argument.Key).ToDictionary(StringComparer.Ordinal);

    public static Placeholders None { get; } = new([]);

    public ImmutableArray<KeyValuePair<string, string>> Arguments { get; } = arguments;

    /// <summary>Takes the values of an example's row.</summary>
    public static Placeholders Of(TableRow header, TableRow row) =>
        new([.. header.Cells.Zip(row.Cells, (name, cell) => KeyValuePair.Create(name.Value, cell.Value))]);

    public string Replace(string text)
    {
        if (_values.Count == 0 || !text.Contains('<', StringComparison.Ordinal))
            return text;

        var filled = new StringBuilder();
        foreach (var part in Parts(text))
            filled.Append(part);
        return filled.ToString();
    }

    /// <summary>Reckons the length of <see cref="Replace"/> without making the text.</summary>
    public long LengthOf(string text) => _values.Count == 0 ? text.Length : Parts(text).Sum(part => (long)part.Length);

    private IEnumerable<ReadOnlyMemory<char>> Parts(string text)
    {
        var (from, open) = (0, -1);
        for (var at = IndexOfBracket(text, 0); at >= 0; at = IndexOfBracket(text, at + 1))
        {
            if (text[at] == '<')
            {
                open = at;
            }
            else if (open >= 0 && _values.TryGetValue(text[(open + 1)..at], out var value))
            {
                yield return text.AsMemory(from, open - from);
                yield return value.AsMemory();
                (from, open) = (at + 1, -1);
            }
            else
            {
                open = -1;
            }
        }

        yield return text.AsMemory(from);
    }

    private static int IndexOfBracket(string text, int from) =>
        text.AsSpan(from).IndexOfAny('<', '>') is var at and >= 0 ? from + at : -1;
}
