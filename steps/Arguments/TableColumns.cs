using Reqnroll;
using TestHarness.Failures;

namespace TestHarness.Steps.Arguments;

/// <summary>Reads the rows of steps' tables.</summary>
internal static class TableColumns
{
    /// <summary>Returns the rows of a table that has all these columns.</summary>
    /// <exception cref="HarnessException">Class config: the table lacks a column.</exception>
    public static DataTableRows RowsWith(this DataTable table, params string[] columns) =>
        columns.All(table.ContainsColumn)
            ? table.Rows
            : throw new HarnessException(
                FailureClass.Config,
                $"expected a table with the columns {string.Join(", ", columns)}, found {string.Join(", ", table.Header)}");
}
