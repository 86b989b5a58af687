using Reqnroll;
using TestHarness.Failures;

namespace TestHarness.Steps.Arguments;

/// <summary>The rows of steps' tables.</summary>
internal static class TableColumns
{
    /// <summary>
    /// Returns the rows of a table that lists what a check must find. An empty table is refused, as the check would find nothing.
    /// </summary>
    /// <exception cref="HarnessException">Class config: the table lacks a column, has no rows, or has an empty cell.</exception>
    public static DataTableRows ExpectedRows(this DataTable table, params string[] columns)
    {
        var rows = table.Rows("rows of what must be found", columns);
        return rows.SelectMany(row => columns.Select(column => row[column])).All(cell => !string.IsNullOrWhiteSpace(cell))
            ? rows
            : throw new HarnessException(
                FailureClass.Config, $"expected a text in each cell of {string.Join(", ", columns)}, found an empty one");
    }

    /// <summary>Returns the rows of a table that has all these columns and at least one row.</summary>
    /// <exception cref="HarnessException">Class config: the table lacks a column, or has no rows.</exception>
    public static DataTableRows RowsWith(this DataTable table, params string[] columns) => table.Rows("rows", columns);

    private static DataTableRows Rows(this DataTable table, string what, string[] columns)
    {
        if (!columns.All(table.ContainsColumn))
            throw new HarnessException(
                FailureClass.Config,
                $"expected a table with the columns {string.Join(", ", columns)}, found {string.Join(", ", table.Header)}");
        return table.Rows.Count > 0
            ? table.Rows
            : throw new HarnessException(
                FailureClass.Config, $"expected a table with {what} ({string.Join(", ", columns)}), found none");
    }
}
