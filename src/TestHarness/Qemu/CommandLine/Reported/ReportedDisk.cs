using System.Collections.Immutable;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>A disk of a report.</summary>
/// <param name="Number">The number of the disk in the report, from 0 on.</param>
/// <param name="Option">The disk's <c>-device</c>, or an option for which QEMU makes one, such as <c>-hda</c>.</param>
/// <param name="Backend">The drive or block node of the <c>-device</c>; null for a disk without one.</param>
/// <param name="Layers">The block nodes from the device's node down to the node that opens the image.</param>
internal sealed record ReportedDisk(int Number, QemuOption Option, string? Backend, ImmutableArray<BlockLayer> Layers)
{
    private const string VirtioBlk = "virtio-blk";

    private static readonly NameRules Found = new(("found by its place on a bus", "virtio-blk virtio-blk-* scsi-*"));

    /// <summary>What the disk becomes.</summary>
    public DiskUse Use { get; init; } = DiskUse.Blank;

    /// <summary>The LUN's path on the host; null for a disk that shows no LUN.</summary>
    public string? Lun { get; init; }

    /// <summary>The id of the disk's <c>-device</c>; null when it has none.</summary>
    public string? Id => Backend is null ? null : Option["id"];

    /// <summary>The driver of the disk's <c>-device</c>; empty when it has none.</summary>
    public string Driver => Backend is null ? "" : Option["driver"] ?? "";

    /// <summary>Whether the disk is a virtio-blk device.</summary>
    public bool IsVirtioBlk => Driver.StartsWith(VirtioBlk, StringComparison.Ordinal);

    /// <summary>Whether the disk is found in a guest whatever other disks the guest has.</summary>
    public bool IsFound => Found.Find(Driver) is not null;
}
