using System.Collections.Immutable;
using static TestHarness.Qemu.CommandLine.Reported.KeyRule;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>The rules of block nodes, <c>-blockdev</c>.</summary>
internal static class BlockdevRules
{
    private const string LunNode = "testharness-lun";

    private static readonly KeyTable Keys = new([.. LunAccess.Access, Take(ValueKind.Name, "node-name")])
    {
        DropsOthers = LunAccess.AsRaw,
    };

    /// <summary>
    /// Keeps two nodes of the LUN's chain: the first, which a device refers to and which is raw, and the last, which opens the
    /// LUN. Of the chain of a blank disk it keeps the first.
    /// </summary>
    public static Outcome Apply(QemuOption option, Launch launch)
    {
        var refusals = BlockLayer.All(option)
            .SelectMany(layer => Keys.Select(option.Name, layer.Properties).Refusals)
            .ToImmutableArray();
        if (!refusals.IsEmpty)
            return new Outcome(Disposition.Refused, [], refusals);

        foreach (var disk in launch.Disks.All.Where(disk => disk.Layers.Any(layer => ReferenceEquals(layer.Option, option))))
        {
            var launched = disk.Use == DiskUse.Lun ? WithLun(option, disk) : [];
            if (!launched.IsEmpty)
                return Outcome.Replaced(LunAccess.AsRaw, launched);
            if (disk.Use == DiskUse.Blank && ReferenceEquals(disk.Layers[0].Option, option) && ValueKind.Name.Fits(disk.Backend!))
                return Outcome.Replaced(LunAccess.Blank, Blank(disk.Backend!));
        }

        return Outcome.Dropped(LunAccess.OtherImage);
    }

    private static ImmutableArray<QemuOption> WithLun(QemuOption option, ReportedDisk disk) =>
    [
        .. new[] { disk.Layers[^1], disk.Layers[0] }.Distinct()
            .Where(layer => ReferenceEquals(layer.Option, option))
            .Select(layer => layer == disk.Layers[^1] ? Protocol(layer, disk) : Raw(layer, disk)),
    ];

    private static QemuOption Blank(string node) => new Blockdev("null-co", node)
        .With("size", LunAccess.BlankBytes).With("read-zeroes", true);

    /// <summary>
    /// Makes the node that opens the LUN. With auto-read-only, as <c>-drive</c> has it, QEMU closes the LUN for writing when the
    /// guest has left, and the harness can check that only one QEMU may write.
    /// </summary>
    private static QemuOption Protocol(BlockLayer layer, ReportedDisk disk)
    {
        var driver = LunAccess.Driver(disk.Lun!);
        var inherited = disk.Layers.Where(upper => ReferenceEquals(upper.Option, layer.Option)).Reverse()
            .SelectMany(upper => upper.Properties.Where(property => property.Key.StartsWith("cache.", StringComparison.Ordinal)))
            .Where(property => !layer.Properties.Any(own => own.Key == property.Key))
            .DistinctBy(property => property.Key);
        var kept = Keys.Select("blockdev", [.. layer.Properties, .. inherited]).Kept
            .Where(property => driver != LunAccess.Vdpa || property.Key != "aio");
        return Rebuild(
            layer,
            kept,
            ("node-name", layer == disk.Layers[0] ? layer.Name! : NameOf(layer)),
            ("driver", driver),
            (driver == LunAccess.Vdpa ? "path" : "filename", disk.Lun!),
            driver == LunAccess.Vdpa ? ("cache.direct", "on") : ("auto-read-only", "on"));
    }

    private static QemuOption Raw(BlockLayer layer, ReportedDisk disk) => Rebuild(
        layer,
        Keys.Select("blockdev", layer.Properties).Kept.Where(property => property.Key != "aio"),
        ("driver", "raw"),
        ("file", NameOf(disk.Layers[^1])));

    private static string NameOf(BlockLayer protocol) => protocol.Name is { } name && ValueKind.Name.Fits(name) ? name : LunNode;

    private static QemuOption Rebuild(
        BlockLayer layer, IEnumerable<OptionProperty> kept, params ReadOnlySpan<(string Key, string Value)> own) =>
        LunAccess.Rebuild(layer.Option, layer.Properties, [.. kept], own);
}
