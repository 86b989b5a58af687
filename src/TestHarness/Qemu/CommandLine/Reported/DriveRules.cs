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

    private static readonly (string, string)[] BlankKeys = [("driver", "null-co"), ("size", "1G"), ("read-zeroes", "on")];

    /// <summary>Applies the rules to a drive.</summary>
    public static Outcome Apply(QemuOption drive, Launch launch)
    {
        var (keys, disk) = (Keys.Select(drive), launch.Disks.OfDrive(drive));
        if (!keys.Refusals.IsEmpty)
            return Outcome.Of(drive, keys);
        return disk?.Use switch
        {
            DiskUse.Lun => Outcome.Replaced(LunAccess.AsRaw, WithLun(drive, keys, disk.Lun!)),
            DiskUse.Blank => Blank(drive, keys),
            DiskUse.System when disk.Backend is null => SystemDevice(drive["if"] == "virtio" ? "virtio-blk-pci" : "ide-hd"),
            _ => Outcome.Dropped(LunAccess.OtherImage),
        };
    }

    /// <summary>Applies the rules to an old option for an IDE disk, such as <c>-hda</c>.</summary>
    public static Outcome ApplyOld(QemuOption option, Launch launch) => launch.Disks.Of(option)?.Use switch
    {
        DiskUse.Blank => Outcome.Replaced(LunAccess.Blank, QemuOption.Of(
            "drive", [("if", "ide"), ("index", $"{option.Name[2] - 'a'}"), .. BlankKeys])),
        DiskUse.System => SystemDevice("ide-hd"),
        _ => Outcome.Dropped(LunAccess.OtherImage),
    };

    private static Outcome SystemDevice(string driver) => Outcome.Replaced(
        LaunchSettings.SystemReason, new Device(driver).With("drive", LaunchSettings.SystemNode));

    private static QemuOption WithLun(QemuOption drive, KeySelection keys, string path) =>
        LunAccess.Driver(path) == LunAccess.Vdpa
            ? Rebuild(
                drive, keys, ("file.driver", LunAccess.Vdpa), ("file.path", path), ("file.cache.direct", "on"), ("format", "raw"))
            : Rebuild(drive, keys, ("file", path), ("format", "raw"));

    /// <summary>
    /// Makes a blank disk. QEMU's null-co reads as zeroes and drops what is written, so that both sides of a migration have the
    /// same content.
    /// </summary>
    private static Outcome Blank(QemuOption drive, KeySelection keys) =>
        Outcome.Replaced(LunAccess.Blank, Rebuild(drive, keys, BlankKeys));

    private static QemuOption Rebuild(
        QemuOption drive, KeySelection keys, params ReadOnlySpan<(string Key, string Value)> own) =>
        LunAccess.Rebuild(drive, drive.Value!.Properties, keys.Kept, own);
}
