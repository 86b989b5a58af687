using System.Collections.Immutable;
using Reqnroll;
using TestHarness.Devices.Mdev.Matching;

namespace TestHarness.Steps.Arguments;

/// <summary>The expected differences of two mdevs: a table with the columns attribute, source and destination.</summary>
public sealed record ExpectedDifferences(ImmutableArray<MdevDifference> Differences)
{
    /// <summary>Reads a table.</summary>
    public static ExpectedDifferences Of(DataTable table) =>
        new([.. table.ExpectedRows("attribute", "source", "destination").Select(
            row => new MdevDifference(row["attribute"], row["source"], row["destination"], Prevents: true))]);
}
