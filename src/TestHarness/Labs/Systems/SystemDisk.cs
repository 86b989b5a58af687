using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Images;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.CommandLine.Reported;

namespace TestHarness.Labs.Systems;

/// <summary>A guest's disk with its operating system, as one host reaches it.</summary>
/// <param name="Overlay">The file or the block device to which the guest writes.</param>
/// <param name="Backing">The images behind the overlay, the nearest first.</param>
public sealed record SystemDisk(string Overlay, bool IsDevice, ImmutableArray<BackingImage> Backing)
{
    /// <summary>The kernel that QEMU starts directly; null when the firmware starts the disk.</summary>
    public BootImage? Kernel { get; init; }

    /// <summary>The UEFI program, and this guest's copy of its variables; null for SeaBIOS.</summary>
    public (string Code, string Variables)? Uefi { get; init; }

    /// <summary>The path of the seed for cloud-init; null for none.</summary>
    public string? Seed { get; init; }

    /// <summary>Returns the options of the disk and of what starts it.</summary>
    public IEnumerable<QemuOption> Options()
    {
        // A kernel that QEMU starts directly has the first place in the boot order.
        var device = new Device("virtio-blk-pci", "system-disk").With("drive", LaunchSettings.SystemNode);
        return [.. KernelOptions(), .. ImageOptions(), Kernel is null ? device.With("bootindex", 0) : device];
    }

    /// <summary>
    /// Returns the options of the firmware, of the block node <see cref="LaunchSettings.SystemNode"/> and of the seed.
    /// </summary>
    public IEnumerable<QemuOption> ImageOptions() => [.. FirmwareOptions(), NodeOption(), .. SeedOptions()];

    private IEnumerable<QemuOption> KernelOptions() => Kernel is { } kernel
        ?
        [
            QemuOption.Of("kernel", kernel.Kernel),
            QemuOption.Of("initrd", kernel.Initramfs),
            QemuOption.Of("append", kernel.KernelArguments),
        ]
        : [];

    private IEnumerable<QemuOption> FirmwareOptions() => Uefi is { } uefi
        ? [Flash(0, uefi.Code).With("readonly", "on"), Flash(1, uefi.Variables)]
        : [];

    private Blockdev NodeOption()
    {
        var disk = new Blockdev("qcow2", LaunchSettings.SystemNode)
            .With("discard", "unmap")
            .With("file.driver", IsDevice ? "host_device" : "file")
            .With("file.filename", Overlay)
            .With("file.cache.direct", true);
        var prefix = "";
        foreach (var image in Backing)
        {
            prefix += "backing.";
            disk = disk
                .With($"{prefix}driver", image.FormatName)
                .With($"{prefix}read-only", true)
                .With($"{prefix}file.driver", "file")
                .With($"{prefix}file.filename", image.Path);
        }

        return disk;
    }

    private IEnumerable<QemuOption> SeedOptions() => Seed is null
        ? []
        :
        [
            new Blockdev("raw", "seed").With("read-only", true).With("file.driver", "file").With("file.filename", Seed),
            new Device("virtio-blk-pci", "seed-disk").With("drive", "seed"),
        ];

    private static QemuOption Flash(int unit, string path) => QemuOption.Of(
        "drive", ("if", "pflash"), ("unit", $"{unit}"), ("format", "raw"), ("file", path));
}

/// <summary>An image behind an overlay.</summary>
/// <param name="Path">The path on the host.</param>
public sealed record BackingImage(string Path, DiskFormat Format)
{
    /// <summary>The format's name for QEMU.</summary>
    public string FormatName => Format == DiskFormat.Qcow2 ? "qcow2" : "raw";
}
