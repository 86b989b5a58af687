using System.Collections.Immutable;
using TestHarness.Qemu.CommandLine;

namespace TestHarness.Devices.Npiv.Luns;

/// <summary>QEMU's options for a LUN behind virtio-scsi, as in seed 000.</summary>
public static class LunOptions
{
    /// <param name="path">The LUN's stable path on the host.</param>
    /// <param name="id">The device's id; the drive's is <c>drive-</c> and that.</param>
    /// <param name="controller">The id of the virtio-scsi controller that is made for it.</param>
    public static ImmutableArray<QemuOption> Of(string path, LunUse use, string id = GuestCommandLine.DataDisk, string controller = "scsi1") =>
    [
        new Drive($"drive-{id}", path, "raw").With("cache", "none").With("aio", "native"),
        new Device("virtio-scsi-pci", controller),
        new Device(use == LunUse.PassThrough ? "scsi-block" : "scsi-hd", id).With("bus", $"{controller}.0").With("drive", $"drive-{id}"),
    ];
}
