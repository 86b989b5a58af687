namespace TestHarness.Scenarios;

/// <summary>Makes objects of tables. Column names match properties and constructor parameters without regard to case,
/// spaces and punctuation.</summary>
public static class DataTableExtensions
{
    /// <summary>One object: of the only row, or of a vertical table with a name and a value in each row.</summary>
    /// <exception cref="DataTableException">A value is missing or of the wrong form.</exception>
    public static T CreateInstance<T>(this DataTable table, InstanceCreationOptions? creationOptions = null) =>
        IsVertical(table, typeof(T))
            ? RowMapper<T>.Create(new RowValues(table.Rows.Select(r => (r[0], r[1], r)), table), creationOptions)
            : Create<T>(table.Rows[0], table, creationOptions);

    /// <summary>An object of each row.</summary>
    /// <exception cref="DataTableException">A value is missing or of the wrong form.</exception>
    public static IEnumerable<T> CreateSet<T>(this DataTable table, InstanceCreationOptions? creationOptions = null) =>
        [.. table.Rows.Select(r => Create<T>(r, table, creationOptions))];

    private static T Create<T>(DataTableRow row, DataTable table, InstanceCreationOptions? options) =>
        RowMapper<T>.Create(new RowValues(row.Select(cell => (cell.Key, cell.Value, row)), table), options);

    private static bool IsVertical(DataTable table, Type type)
    {
        if (table.Header.Count == 2 && table.Header.SequenceEqual(["Field", "Value"]))
            return true;
        if (table.RowCount == 1)
            return table.Header.Count == 2 && RowValues.HasMember(type, table.Rows[0][0]);
        return table.Header.Count == 2 && table.RowCount > 0
            ? true
            : throw table.Error(
                $"a {type.Name} needs one row, or two columns with names and values, but the table has {table.RowCount} rows");
    }
}
