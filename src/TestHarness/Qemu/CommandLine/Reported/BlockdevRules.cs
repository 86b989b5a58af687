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
    /// Keeps two nodes of a chain: the first, which a device refers to and which is raw, and the last, which opens the LUN.
    /// </summary>
    public static Outcome Apply(QemuOption option, Launch launch)
    {
        var refusals = BlockLayer.All(option)
            .SelectMany(layer => Keys.Select(option.Name, layer.Properties).Refusals)
            .ToImmutableArray();
        if (!refusals.IsEmpty)
            return new Outcome(Disposition.Refused, [], refusals);

        var layers = launch.Disk?.Layers.ToArray() ?? [];
        var launched = new[] { layers.LastOrDefault(), layers.FirstOrDefault() }.Distinct()
            .Where(layer => ReferenceEquals(layer?.Option, option))
            .Select(layer => layer == layers[^1] ? Protocol(layer!, layers, launch) : Raw(layer!, layers))
            .ToImmutableArray();
        return launched.IsEmpty ? Outcome.Dropped(LunAccess.OtherImage) : Outcome.Replaced(LunAccess.AsRaw, launched);
    }

    /// <summary>
    /// Makes the node that opens the LUN. With auto-read-only, as <c>-drive</c> has it, QEMU closes the LUN for writing when the
    /// guest has left, and the harness can check that only one QEMU may write.
    /// </summary>
    private static QemuOption Protocol(BlockLayer layer, BlockLayer[] layers, Launch launch)
    {
        var driver = LunAccess.Driver(launch.Settings.DiskPath);
        var inherited = layers.Where(upper => ReferenceEquals(upper.Option, layer.Option)).Reverse()
            .SelectMany(upper => upper.Properties.Where(property => property.Key.StartsWith("cache.", StringComparison.Ordinal)))
            .Where(property => !layer.Properties.Any(own => own.Key == property.Key))
            .DistinctBy(property => property.Key);
        var kept = Keys.Select("blockdev", [.. layer.Properties, .. inherited]).Kept
            .Where(property => driver != LunAccess.Vdpa || property.Key != "aio");
        return Rebuild(
            layer,
            kept,
            ("node-name", layer == layers[0] ? layer.Name! : NameOf(layer)),
            ("driver", driver),
            (driver == LunAccess.Vdpa ? "path" : "filename", launch.Settings.DiskPath),
            driver == LunAccess.Vdpa ? ("cache.direct", "on") : ("auto-read-only", "on"));
    }

    private static QemuOption Raw(BlockLayer layer, BlockLayer[] layers) => Rebuild(
        layer,
        Keys.Select("blockdev", layer.Properties).Kept.Where(property => property.Key != "aio"),
        ("driver", "raw"),
        ("file", NameOf(layers[^1])));

    private static string NameOf(BlockLayer protocol) => protocol.Name is { } name && ValueKind.Name.Fits(name) ? name : LunNode;

    private static QemuOption Rebuild(
        BlockLayer layer, IEnumerable<OptionProperty> kept, params ReadOnlySpan<(string Key, string Value)> own) =>
        LunAccess.Rebuild(layer.Option, layer.Properties, [.. kept], own);
}
