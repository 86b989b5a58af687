using System.Collections.Immutable;
using TestHarness.Devices.Mdev.Trees;

namespace TestHarness.Devices.Mdev.Matching;

/// <summary>Two mdevs and their differences.</summary>
/// <remarks>
/// Source: the libvirt list on mdev migration, November 2019: vfio-ap has its adapters and domains, card types included, without
/// virtualization; of vfio-ccw the subchannel's child device counts.
/// </remarks>
public sealed record MdevComparison(MdevSnapshot Source, MdevSnapshot Destination, ImmutableArray<MdevDifference> Differences)
{
    private const string Uuid = "UUID";
    private const string Parent = "parent";
    private const string None = "none";

    /// <summary>The attributes that identify the device on its host; the guest does not see them.</summary>
    private static readonly ImmutableArray<string> Identity = [Uuid, Parent];

    /// <summary>
    /// The attributes of the host alone: how mdevctl starts the mdev, the drivers, the number of mdevs, and their share of the
    /// device's time.
    /// </summary>
    private static readonly ImmutableArray<string> OfTheHost =
        ["start", "mdev driver", "driver version", "max_instance", "weight"];

    /// <summary>The verdict over the differences.</summary>
    public MdevVerdict Verdict =>
        Differences.Any(difference => difference.Prevents) ? MdevVerdict.Different
        : Differences.Any(difference => Identity.Contains(difference.Attribute)) ? MdevVerdict.Compatible
        : MdevVerdict.Same;

    /// <summary>Compares two mdevs by all their attributes.</summary>
    public static MdevComparison Of(MdevSnapshot source, MdevSnapshot destination)
    {
        var (ones, others) = (Attributes(source), Attributes(destination));
        var differences =
            from name in ones.Concat(others).Select(attribute => attribute.Attribute).Distinct()
            let one = Value(ones, name)
            let other = Value(others, name)
            where one != other
            select new MdevDifference(name, one, other, !Identity.Contains(name) && !OfTheHost.Contains(name));
        return new MdevComparison(source, destination, [.. differences]);
    }

    /// <summary>Writes the verdict, and below it the differences as a table.</summary>
    public string ToText() => string.Join('\n', [
        $"mdev {Source.Uuid} of {Source.Host} and mdev {Destination.Uuid} of {Destination.Host}: "
        + $"{Verdict.ToString().ToLowerInvariant()}",
        .. Table()]);

    /// <summary>
    /// Writes the differences in aligned columns, a line for each below a heading; no lines when there are none.
    /// </summary>
    public ImmutableArray<string> Table()
    {
        if (Differences.IsEmpty)
            return [];

        string[][] rows =
        [
            ["attribute", $"source ({Source.Host})", $"destination ({Destination.Host})", "prevents the migration"],
            .. Differences.Select(row => (string[])[row.Attribute, row.Source, row.Destination, row.Prevents ? "yes" : "no"]),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return [.. rows.Select(row => string.Join("  ", row.Zip(widths, (cell, width) => cell.PadRight(width))).TrimEnd())];
    }

    private static ImmutableArray<MdevFact> Attributes(MdevSnapshot mdev) =>
    [
        new(Uuid, $"{mdev.Uuid}"),
        new("type", mdev.Type),
        new(Parent, mdev.Parent),
        .. mdev.Facts,
        new(
            "attributes",
            mdev.Definition is { Attributes: { IsEmpty: false } attributes } ? string.Join(", ", attributes) : None),
        new("start", mdev.Definition?.Start.ToString().ToLowerInvariant() ?? "not defined"),
    ];

    private static string Value(ImmutableArray<MdevFact> attributes, string name) =>
        attributes.FirstOrDefault(attribute => attribute.Attribute == name)?.Value ?? None;
}
