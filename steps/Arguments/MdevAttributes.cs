using System.Collections.Immutable;
using Reqnroll;
using TestHarness.Devices.Mdev;

namespace TestHarness.Steps.Arguments;

/// <summary>The attributes of an mdev: a table with the columns attribute and value.</summary>
public sealed record MdevAttributes(ImmutableArray<MdevAttribute> Attributes)
{
    /// <summary>The largest number of rows.</summary>
    private const int MaxRows = 256;

    /// <summary>Reads a table.</summary>
    /// <exception cref="Failures.HarnessException">
    /// Class config: a row is not an attribute with its value, or there are too many rows.
    /// </exception>
    public static MdevAttributes Of(DataTable table) => table.Rows.Count <= MaxRows
        ? new([.. table.RowsWith("attribute", "value").Select(row => MdevAttribute.Parse(row["attribute"], row["value"]))])
        : throw new Failures.HarnessException(
            Failures.FailureClass.Config, $"an mdev has at most {MaxRows} attributes in a feature, found {table.Rows.Count}");
}
