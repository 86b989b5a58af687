namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>The rules of the devices of disks that show no LUN.</summary>
internal static class DiskDeviceRules
{
    private static readonly NameRules PassThrough = new(
        ("they send a guest's SCSI commands to a device", "scsi-block scsi-generic"));

    /// <summary>Finds the reason why a disk is not launched; null when it is.</summary>
    public static string? WhyDropped(ReportedDisk disk, Launch launch) => disk.Use switch
    {
        DiskUse.LeftOut => "the LUN is the guest's disk; it could not be told from a disk beside it",
        DiskUse.Blank when !launch.Disks.IsDefined(disk) => "the command line does not say what the disk shows",
        _ => null,
    };

    /// <summary>Applies the rules to the device of a blank disk, or of the system disk.</summary>
    /// <param name="outcome">The outcome of the rules for all devices.</param>
    public static Outcome Apply(ReportedDisk disk, Outcome outcome, Launch launch)
    {
        if (outcome.Launched is not [var device])
            return outcome;
        var changed = PassThrough.Find(disk.Driver) is null
            ? outcome
            : Changed(
                outcome, device.With("driver", "scsi-hd").Without("io_timeout"), $"driver: {disk.Driver} needs a SCSI device");
        if (disk.Use != DiskUse.System)
            return changed;

        var system = changed.Launched[0].With("drive", LaunchSettings.SystemNode);
        return Changed(
            changed, launch.HasBootOrder ? system : system.With("bootindex", "0"), $"drive: {LaunchSettings.SystemReason}");
    }

    private static Outcome Changed(Outcome outcome, QemuOption launched, string reason) =>
        new(Disposition.Replaced, [launched], [.. outcome.Reasons, reason]);
}
