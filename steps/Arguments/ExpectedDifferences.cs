using System.Collections.Immutable;
using Reqnroll;
using TestHarness.Devices.Mdev.Matching;

namespace TestHarness.Steps.Arguments;

/// <summary>In what two mdevs must differ: a table with the columns attribute, source and destination.</summary>
public sealed record ExpectedDifferences(ImmutableArray<MdevDifference> Differences)
{
    public static ExpectedDifferences Of(DataTable table) =>
        new([.. table.ExpectedRows("attribute", "source", "destination").Select(
            row => new MdevDifference(row["attribute"], row["source"], row["destination"], Prevents: true))]);
}
