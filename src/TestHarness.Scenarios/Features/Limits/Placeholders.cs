using Gherkin.Ast;

namespace TestHarness.Scenarios.Features.Limits;

/// <summary>
/// The lengths of texts whose <c>&lt;column&gt;</c> placeholders are replaced by the values of an outline example.
/// <see cref="FeatureSizeCheck"/> refuses a value with a placeholder in it: replaced one after the other, few values could grow
/// without a bound.
/// </summary>
internal sealed class Placeholders
{
    private readonly Dictionary<string, string> _values;

    private Placeholders(IEnumerable<KeyValuePair<string, string>> values) =>
        _values = values.DistinctBy(value => value.Key).ToDictionary(StringComparer.Ordinal);

    /// <summary>The placeholders of a scenario without examples.</summary>
    public static Placeholders None { get; } = new([]);

    /// <summary>Takes the values of an example's row.</summary>
    public static Placeholders Of(TableRow header, TableRow row) =>
        new(header.Cells.Zip(row.Cells, (name, cell) => KeyValuePair.Create(name.Value, cell.Value)));

    /// <summary>Computes the length of the text with its placeholders replaced, without making the text.</summary>
    public long LengthOf(string text) => text.Length + Replaced(text).Sum(name => (long)_values[name].Length - name.Length - 2);

    /// <summary>Finds the first cell of a row whose value has the placeholder of a column in it.</summary>
    public static (TableCell Cell, string Column)? FindNested(TableRow header, TableRow row)
    {
        if (!row.Cells.Any(cell => cell.Value.Contains('<', StringComparison.Ordinal)))
            return null;
        var columns = Of(header, header);
        return row.Cells
            .SelectMany(cell => columns.Replaced(cell.Value).Take(1).Select(name => ((TableCell, string)?)(cell, name)))
            .FirstOrDefault();
    }

    private IEnumerable<string> Replaced(string text)
    {
        if (_values.Count == 0)
            yield break;
        var open = -1;
        for (var at = IndexOfBracket(text, 0); at >= 0; at = IndexOfBracket(text, at + 1))
        {
            if (text[at] == '<')
            {
                open = at;
                continue;
            }

            if (open >= 0 && text[(open + 1)..at] is var name && _values.ContainsKey(name))
                yield return name;
            open = -1;
        }
    }

    private static int IndexOfBracket(string text, int from) =>
        text.AsSpan(from).IndexOfAny('<', '>') is var at and >= 0 ? from + at : -1;
}
