using System.Collections.Immutable;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>The disk of a report that gets the LUN, and the disks that stay as blank disks.</summary>
/// <param name="Layers">The block nodes from the device's node down to the node that opens the image.</param>
/// <param name="Blank">The ids of the drives that stay blank.</param>
internal sealed record ReportedDisk(
    string Device, string Backend, ImmutableArray<BlockLayer> Layers, ImmutableHashSet<string> Blank)
{
    private const string VirtioBlk = "virtio-blk";

    /// <summary>Finds the disk of a device.</summary>
    /// <returns>The disk; null when no device is named, or the report has no such disk.</returns>
    public static ReportedDisk? Find(QemuCommandLine report, string? id)
    {
        if (id is null || report.Devices.FirstOrDefault(device => device.Id == id && device["drive"] is not null) is not { } disk)
            return null;

        var others = report.Devices.Where(other => other["drive"] is not null && IsVirtioBlk(other) != IsVirtioBlk(disk));
        return new ReportedDisk(
            id,
            disk["drive"]!,
            BlockLayer.Below(report, disk["drive"]!),
            [.. others.Select(other => other["drive"]!).Intersect(report.Drives.Select(drive => drive.Id!))]);
    }

    /// <summary>Returns whether a disk is a virtio-blk device.</summary>
    public static bool IsVirtioBlk(Device disk) => disk.Driver?.StartsWith(VirtioBlk, StringComparison.Ordinal) == true;
}
