using System.Collections;
using System.Diagnostics.CodeAnalysis;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios;

/// <summary>A row of a <see cref="DataTable"/>: its cells by column, in order.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Step authors know the row by this name.")]
public sealed class DataTableRow : IReadOnlyDictionary<string, string>
{
    private readonly DataTable table;
    private readonly string[] cells;
    private readonly SourceLocation? origin;

    internal DataTableRow(DataTable table, string[] cells, SourceLocation? origin)
    {
        this.table = table;
        this.cells = cells;
        this.origin = origin;
    }

    public int Count => cells.Length;

    public IEnumerable<string> Keys => table.Header;

    public IEnumerable<string> Values => cells;

    /// <exception cref="DataTableException">The table has no such column.</exception>
    public string this[string column] => TryGetValue(column, out var value)
        ? value
        : throw Error($"the table has no column '{column}'; it has {string.Join(", ", table.Header)}");

    public string this[int index] => cells[index];

    public bool ContainsKey(string key) => table.ContainsColumn(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        var index = table.IndexOf(key);
        value = index < 0 ? null : cells[index];
        return index >= 0;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
        table.Header.Zip(cells, KeyValuePair.Create).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal DataTableException Error(string message) => table.Error(message, origin);
}
