using System.Collections.Immutable;
using static TestHarness.Qemu.CommandLine.Reported.KeyRule;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>
/// Block devices. The LUN is opened as raw, whatever the report's format is: a guest may write the header of a qcow2 image with any
/// backing file onto its disk, and a QEMU that looked for a format would open that file.
/// </summary>
internal static class DiskRules
{
    private const string Vdpa = "virtio-blk-vhost-vdpa";

    private const string LunNode = "testharness-lun";

    private const string OtherImage = "the guest has no image of the report but the LUN";

    private const string LunAsRaw = "the LUN takes the image's place, and is opened as raw";

    /// <summary>How a node is opened, not what.</summary>
    private static readonly KeyRule[] Access =
    [
        Take(ValueKind.Plain, "cache.direct cache.no-flush cache.writeback read-only readonly auto-read-only force-share"),
        Take(ValueKind.OneOf("ignore unmap"), "discard detect-zeroes"),
        Take(ValueKind.OneOf("threads native io_uring"), "aio"),
    ];

    private static readonly KeyTable NodeKeys = new([.. Access, Take(ValueKind.Name, "node-name")]) { DropsOthers = LunAsRaw };

    private static readonly KeyTable DriveKeys = new(
    [
        .. Access,
        Take(ValueKind.Name, "id node-name group throttling.group"),
        Take(ValueKind.OneOf("none ide scsi virtio floppy sd pflash"), "if"),
        Take(ValueKind.OneOf("none writeback writethrough directsync unsafe"), "cache"),
        Take(ValueKind.OneOf("stop report ignore enospc"), "werror rerror"),
        Take(ValueKind.OneOf("disk cdrom"), "media"),
        Take(ValueKind.Plain, "index bus unit bps bps-* iops iops-* throttling.*"),
    ])
    { DropsOthers = LunAsRaw };

    public static Outcome Drive(QemuOption drive, Launch launch)
    {
        if (launch.Disk is { } disk && drive["id"] is { } id && (id == disk.Backend || disk.Blank.Contains(id)))
            return id == disk.Backend ? WithLun(drive, launch.Settings.DiskPath) : Blank(drive);
        return Checked(drive, DriveKeys.Select(drive));
    }

    /// <summary>Keeps of a chain of nodes the first, which a device names and which is raw, and the last, which opens the LUN.</summary>
    public static Outcome Blockdev(QemuOption option, Launch launch)
    {
        var refusals = BlockLayer.All(option).SelectMany(layer => NodeKeys.Select(option.Name, layer.Properties).Refusals).ToImmutableArray();
        if (!refusals.IsEmpty)
            return new Outcome(Disposition.Refused, [], refusals);

        var layers = launch.Disk?.Layers.ToArray() ?? [];
        var launched = new[] { layers.LastOrDefault(), layers.FirstOrDefault() }.Distinct()
            .Where(layer => ReferenceEquals(layer?.Option, option))
            .Select(layer => layer == layers[^1] ? Protocol(layer!, layers, launch) : Raw(layer!, layers))
            .ToImmutableArray();
        return launched.IsEmpty ? Outcome.Dropped(OtherImage) : Outcome.Replaced(LunAsRaw, launched);
    }

    /// <summary>A driver of QEMU that opens a host's path.</summary>
    public static string Driver(string path) => path switch
    {
        _ when path.StartsWith("/dev/vhost-vdpa", StringComparison.Ordinal) => Vdpa,
        _ when path.StartsWith("/dev/shm/", StringComparison.Ordinal) => "file",
        _ when path.StartsWith("/dev/", StringComparison.Ordinal) => "host_device",
        _ => "file",
    };

    private static Outcome Checked(QemuOption drive, KeySelection keys) =>
        keys.Refusals.IsEmpty ? Outcome.Dropped(OtherImage) : Outcome.Of(drive, keys);

    private static Outcome WithLun(QemuOption drive, string path)
    {
        var keys = DriveKeys.Select(drive);
        if (!keys.Refusals.IsEmpty)
            return Outcome.Of(drive, keys);

        var launched = Driver(path) == Vdpa
            ? Rebuilt(drive, keys, ("file.driver", Vdpa), ("file.path", path), ("file.cache.direct", "on"), ("format", "raw"))
            : Rebuilt(drive, keys, ("file", path), ("format", "raw"));
        return Outcome.Replaced(LunAsRaw, launched);
    }

    /// <summary>QEMU's null-co reads as zeroes and forgets what is written, so that both sides of a migration have the same.</summary>
    private static Outcome Blank(QemuOption drive)
    {
        var keys = DriveKeys.Select(drive);
        return keys.Refusals.IsEmpty
            ? Outcome.Replaced("a blank disk takes the image's place", Rebuilt(drive, keys, ("driver", "null-co"), ("size", "1G"), ("read-zeroes", "on")))
            : Outcome.Of(drive, keys);
    }

    /// <summary>
    /// The node that opens the LUN. With auto-read-only, as <c>-drive</c> has it, QEMU closes the LUN for writing when the guest has
    /// left, and the harness sees that one QEMU alone may write.
    /// </summary>
    private static QemuOption Protocol(BlockLayer layer, BlockLayer[] layers, Launch launch)
    {
        var driver = Driver(launch.Settings.DiskPath);
        var inherited = layers.Where(upper => ReferenceEquals(upper.Option, layer.Option)).Reverse()
            .SelectMany(upper => upper.Properties.Where(property => property.Key.StartsWith("cache.", StringComparison.Ordinal)))
            .Where(property => !layer.Properties.Any(own => own.Key == property.Key))
            .DistinctBy(property => property.Key);
        var kept = NodeKeys.Select("blockdev", [.. layer.Properties, .. inherited]).Kept
            .Where(property => driver != Vdpa || property.Key != "aio");
        return Rebuilt(
            layer,
            kept,
            ("node-name", layer == layers[0] ? layer.Name! : NameOf(layer)),
            ("driver", driver),
            (driver == Vdpa ? "path" : "filename", launch.Settings.DiskPath),
            driver == Vdpa ? ("cache.direct", "on") : ("auto-read-only", "on"));
    }

    private static QemuOption Raw(BlockLayer layer, BlockLayer[] layers) => Rebuilt(
        layer, NodeKeys.Select("blockdev", layer.Properties).Kept.Where(property => property.Key != "aio"), ("driver", "raw"), ("file", NameOf(layers[^1])));

    private static string NameOf(BlockLayer protocol) => protocol.Name is { } name && ValueKind.Name.Fits(name) ? name : LunNode;

    private static QemuOption Rebuilt(
        BlockLayer layer, IEnumerable<OptionProperty> kept, params ReadOnlySpan<(string Key, string? Value)> own) =>
        Rebuilt(layer.Option, layer.Properties, [.. kept], own);

    private static QemuOption Rebuilt(QemuOption drive, KeySelection keys, params ReadOnlySpan<(string Key, string? Value)> own) =>
        Rebuilt(drive, drive.Value!.Properties, keys.Kept, own);

    /// <summary>The kept keys and the harness's own, each at the place where the report has it.</summary>
    private static QemuOption Rebuilt(
        QemuOption option,
        ImmutableArray<OptionProperty> reported,
        ImmutableArray<OptionProperty> kept,
        ReadOnlySpan<(string Key, string? Value)> own)
    {
        var wanted = new OrderedDictionary<string, OptionProperty>();
        foreach (var property in kept)
            wanted[property.Key] = property;
        foreach (var (key, value) in own)
        {
            if (value is not null)
                wanted[key] = new OptionProperty(key, value, IsJsonLiteral: option.Value!.IsJson && value == "on");
        }

        var places = reported.Select(property => property.Key).ToList();
        return option.WithOnly(wanted.Values.OrderBy(property => places.IndexOf(property.Key) is var at and >= 0 ? at : int.MaxValue));
    }
}
