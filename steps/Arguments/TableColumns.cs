using Reqnroll;
using TestHarness.Failures;

namespace TestHarness.Steps.Arguments;

/// <summary>Reads the rows of steps' tables.</summary>
internal static class TableColumns
{
    /// <summary>Returns the rows of a table of what a check must find: with none of them it would find nothing.</summary>
    /// <exception cref="HarnessException">Class config: the table lacks a column, has no rows, or has an empty cell.</exception>
    public static DataTableRows ExpectedRows(this DataTable table, params string[] columns)
    {
        var rows = table.RowsWith(columns);
        if (rows.Count == 0)
            throw new HarnessException(
                FailureClass.Config,
                $"expected a table with rows of what must be found ({string.Join(", ", columns)}), found none");
        return rows.SelectMany(row => columns.Select(column => row[column])).All(cell => cell.Length > 0)
            ? rows
            : throw new HarnessException(
                FailureClass.Config, $"expected a text in each cell of {string.Join(", ", columns)}, found an empty one");
    }

    /// <summary>Returns the rows of a table that has all these columns.</summary>
    /// <exception cref="HarnessException">Class config: the table lacks a column.</exception>
    public static DataTableRows RowsWith(this DataTable table, params string[] columns) =>
        columns.All(table.ContainsColumn)
            ? table.Rows
            : throw new HarnessException(
                FailureClass.Config,
                $"expected a table with the columns {string.Join(", ", columns)}, found {string.Join(", ", table.Header)}");
}
