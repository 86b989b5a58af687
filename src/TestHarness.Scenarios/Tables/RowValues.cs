namespace TestHarness.Scenarios;

/// <summary>The named values of one object to be, found by normalized name.</summary>
internal sealed class RowValues(IEnumerable<(string Name, string Value, DataTableRow Row)> values, DataTable table)
{
    private readonly (string Name, string Value, DataTableRow Row)[] values = [.. values];

    public IEnumerable<string> Names => values.Select(v => v.Name);

    public static bool HasMember(Type type, string name) =>
        type.GetProperties().Any(p => Matches(p.Name, name)) ||
        type.GetConstructors().Any(c => c.GetParameters().Any(p => Matches(p.Name!, name)));

    public bool Has(string member) => values.Any(v => Matches(v.Name, member));

    public (string Value, DataTableRow Row) Get(string member)
    {
        var (_, value, row) = values.First(v => Matches(v.Name, member));
        return (value, row);
    }

    public DataTableException Error(string message) => values.Length > 0 ? values[0].Row.Error(message) : table.Error(message);

    private static bool Matches(string name, string member) =>
        Normalize(name).Equals(Normalize(member), StringComparison.OrdinalIgnoreCase);

    private static string Normalize(string name) => string.Concat(name.Where(char.IsLetterOrDigit));
}
