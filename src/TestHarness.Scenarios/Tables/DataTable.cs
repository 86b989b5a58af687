using System.Diagnostics.CodeAnalysis;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios;

/// <summary>A step's table: the first row of the feature file is the <see cref="Header"/>.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Step authors know the table by this name.")]
public sealed class DataTable
{
    private readonly List<DataTableRow> rows = [];
    private readonly string[] header;
    private readonly SourceLocation? origin;

    public DataTable(params string[] header)
    {
        ArgumentOutOfRangeException.ThrowIfZero(header.Length);
        this.header = header;
    }

    internal DataTable(TablePlan plan)
        : this([.. plan.Rows[0].Cells])
    {
        origin = plan.Location;
        rows.AddRange(plan.Rows.Skip(1).Select(r => new DataTableRow(this, [.. r.Cells], plan.Location with { Line = r.Line })));
    }

    public ICollection<string> Header => header;

    public IReadOnlyList<DataTableRow> Rows => rows;

    public int RowCount => rows.Count;

    public bool ContainsColumn(string column) => IndexOf(column) >= 0;

    public void AddRow(params string[] cells)
    {
        if (cells.Length != header.Length)
            throw Error($"a row has {cells.Length} cells but the header has {header.Length}");
        rows.Add(new DataTableRow(this, cells, origin));
    }

    public override string ToString() => string.Join(
        Environment.NewLine,
        rows.Select(r => r.Values).Prepend(header).Select(cells => $"| {string.Join(" | ", cells)} |"));

    internal int IndexOf(string column) => Array.IndexOf(header, column);

    internal DataTableException Error(string message, SourceLocation? at = null) => new(at ?? origin, message);
}
