using System.Collections.Immutable;

namespace TestHarness.Steps.Health;

/// <summary>What a health check must name: a table with the column finding.</summary>
public sealed record ExpectedFindings(ImmutableArray<string> Texts)
{
    public static ExpectedFindings Of(DataTable table) => new([.. table.Rows.Select(row => row["finding"])]);
}
