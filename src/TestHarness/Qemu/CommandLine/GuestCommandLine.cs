using TestHarness.Guests.Image;

namespace TestHarness.Qemu.CommandLine;

/// <summary>The command line of the harness's own guest: a kernel booted directly, and one LUN behind virtio-scsi as in seed 000.</summary>
public static class GuestCommandLine
{
    /// <summary>The id of the device through which the guest sees the LUN.</summary>
    public const string DataDisk = "data-disk1";

    /// <summary>mitigations, no_timer_check and nokaslr save seconds under TCG; the guest has no secrets.</summary>
    private const string KernelArguments = "console=ttyS0 quiet mitigations=off no_timer_check nokaslr random.trust_cpu=on";

    /// <param name="memory">MiB.</param>
    public static QemuCommandLine For(string program, string accelerator, BootImage image, int memory, int vcpus, string lunPath) => new(
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
        QemuOption.Of("append", KernelArguments),
        new Drive("drive-data-disk1", lunPath, "raw").With("if", "none").With("cache", "none").With("aio", "native"),
        new Device("virtio-scsi-pci", "scsi1"),
        new Device("scsi-hd", DataDisk).With("bus", "scsi1.0").With("drive", "drive-data-disk1").With("share-rw", true));
}
