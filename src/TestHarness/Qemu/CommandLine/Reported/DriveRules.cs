using static TestHarness.Qemu.CommandLine.Reported.KeyRule;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>The rules of drives, <c>-drive</c>.</summary>
internal static class DriveRules
{
    private static readonly KeyTable Keys = new(
    [
        .. LunAccess.Access,
        Take(ValueKind.Name, "id node-name group throttling.group"),
        Take(ValueKind.OneOf("none ide scsi virtio floppy sd pflash"), "if"),
        Take(ValueKind.OneOf("none writeback writethrough directsync unsafe"), "cache"),
        Take(ValueKind.OneOf("stop report ignore enospc"), "werror rerror"),
        Take(ValueKind.OneOf("disk cdrom"), "media"),
        Take(ValueKind.Plain, "index bus unit bps bps-* iops iops-* throttling.*"),
    ])
    { DropsOthers = LunAccess.AsRaw };

    /// <summary>Applies the rules to a drive.</summary>
    public static Outcome Apply(QemuOption drive, Launch launch)
    {
        if (launch.Disk is { } disk && drive["id"] is { } id && (id == disk.Backend || disk.Blank.Contains(id)))
            return id == disk.Backend ? WithLun(drive, launch.Settings.DiskPath) : Blank(drive);
        var keys = Keys.Select(drive);
        return keys.Refusals.IsEmpty ? Outcome.Dropped(LunAccess.OtherImage) : Outcome.Of(drive, keys);
    }

    private static Outcome WithLun(QemuOption drive, string path)
    {
        var keys = Keys.Select(drive);
        if (!keys.Refusals.IsEmpty)
            return Outcome.Of(drive, keys);

        var launched = LunAccess.Driver(path) == LunAccess.Vdpa
            ? Rebuild(
                drive, keys, ("file.driver", LunAccess.Vdpa), ("file.path", path), ("file.cache.direct", "on"), ("format", "raw"))
            : Rebuild(drive, keys, ("file", path), ("format", "raw"));
        return Outcome.Replaced(LunAccess.AsRaw, launched);
    }

    /// <summary>
    /// Makes a blank disk. QEMU's null-co reads as zeroes and drops what is written, so that both sides of a migration have the
    /// same content.
    /// </summary>
    private static Outcome Blank(QemuOption drive)
    {
        var keys = Keys.Select(drive);
        return keys.Refusals.IsEmpty
            ? Outcome.Replaced(
                "a blank disk takes the image's place",
                Rebuild(drive, keys, ("driver", "null-co"), ("size", "1G"), ("read-zeroes", "on")))
            : Outcome.Of(drive, keys);
    }

    private static QemuOption Rebuild(
        QemuOption drive, KeySelection keys, params ReadOnlySpan<(string Key, string Value)> own) =>
        LunAccess.Rebuild(drive, drive.Value!.Properties, keys.Kept, own);
}
