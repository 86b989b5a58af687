using TestHarness.Guests.Image;
using TestHarness.Storage;

namespace TestHarness.Qemu.CommandLine;

/// <summary>The command line of the harness's own guest: a kernel booted directly, and one LUN behind virtio-scsi as in seed 000.</summary>
public static class GuestCommandLine
{
    /// <summary>The id of the device through which the guest sees the LUN.</summary>
    public const string DataDisk = "data-disk1";

    private const string Backend = "drive-data-disk1";
    private const int SectorSize = 512;

    /// <summary>
    /// mitigations, no_timer_check and nokaslr save seconds under TCG; the guest has no secrets. IPv6 takes its address for another's where a
    /// bond's interfaces hear one another, and warns.
    /// </summary>
    internal const string KernelArguments = "console=ttyS0 quiet mitigations=off no_timer_check nokaslr random.trust_cpu=on ipv6.disable=1";

    /// <param name="memory">MiB.</param>
    public static QemuCommandLine For(string program, string accelerator, BootImage image, int memory, int vcpus, SharedLun lun) => new(
        program,
        QemuOption.Of("name", ("guest", "testharness")),
        QemuOption.Of("nodefaults"),
        QemuOption.Of("display", "none"),
        QemuOption.Of("machine", ("type", "q35")),
        QemuOption.Of("accel", accelerator),
        QemuOption.Of("cpu", accelerator == "kvm" ? "host" : "max"),
        QemuOption.Of("m", $"{memory}M"),
        QemuOption.Of("smp", $"{vcpus}"),
        QemuOption.Of("kernel", image.Kernel),
        QemuOption.Of("initrd", image.Initramfs),
        QemuOption.Of("append", $"{KernelArguments} {image.Arguments}".TrimEnd()),
        lun.FailWritesAt is { } at ? FailingDrive(lun, at) : new Drive(Backend, lun.Path, "raw").With("if", "none").With("cache", "none").With("aio", "native"),
        new Device("virtio-scsi-pci", "scsi1"),
        new Device("scsi-hd", DataDisk).With("bus", "scsi1.0").With("drive", Backend).With("share-rw", true));

    /// <summary>QEMU's blkdebug in front of the file fails every write to one sector; docs/devel/blkdebug.rst.</summary>
    private static QemuOption FailingDrive(SharedLun lun, long at) => QemuOption.Of(
        "drive",
        ("if", "none"),
        ("id", Backend),
        ("driver", "raw"),
        ("cache", "none"),
        ("file.driver", "blkdebug"),
        ("file.image.driver", lun.IsDevice ? "host_device" : "file"),
        ("file.image.filename", lun.Path),
        ("file.inject-error.0.event", "none"),
        ("file.inject-error.0.iotype", "write"),
        ("file.inject-error.0.errno", "5"),
        ("file.inject-error.0.sector", $"{at / SectorSize}"));
}
