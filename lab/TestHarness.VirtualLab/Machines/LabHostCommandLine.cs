using System.Globalization;
using TestHarness.Qemu.CommandLine;
using TestHarness.VirtualLab.Images;

namespace TestHarness.VirtualLab.Machines;

/// <summary>
/// The command line of a lab host. Devices have fixed addresses, so that their names in the host do not depend on one another.
/// </summary>
internal static class LabHostCommandLine
{
    private const string Accelerated = "kvm";

    /// <summary>
    /// The processor without the features that TCG makes slow (docs/labs.md): a fifth level of page tables, copies by <c>rep
    /// movsb</c>, <c>stac</c> and <c>clac</c>.
    /// </summary>
    private const string EmulatedCpu = "max,la57=off,erms=off,fsrm=off,fzrm=off,fsrs=off,smap=off";

    /// <summary>
    /// The bytes of a packet on the wire: on an emulated processor the time depends on the number of packets, not of bytes.
    /// </summary>
    private const int JumboFrame = 9000;

    /// <summary>
    /// The kernel's arguments. mitigations, no_timer_check and nokaslr save seconds under TCG; a lab host has no secrets.
    /// </summary>
    private const string KernelArguments =
        "console=ttyS0 quiet loglevel=4 mitigations=off nokaslr no_timer_check tsc=reliable audit=0 selinux=0 security=none "
        + "apparmor=0 intel_iommu=on iommu=pt";

    /// <summary>Returns the command line of a host.</summary>
    public static QemuCommandLine For(
        LabHostImage image, LabSize size, string accelerator, LabHostFolder folder, LabPaths paths) =>
        new(
            image.Qemu,
            [
                QemuOption.Of("name", ("guest", folder.Name)),
                QemuOption.Of("nodefaults"),
                QemuOption.Of("no-user-config"),
                QemuOption.Of("display", "none"),
                // An IOMMU that remaps interrupts requires that the interrupt controller is not in KVM.
                QemuOption.Of(
                    "machine", ("type", "q35"), ("sata", "off"), ("kernel-irqchip", accelerator == Accelerated ? "split" : null)),
                accelerator == Accelerated
                    ? QemuOption.Of("accel", accelerator)
                    : QemuOption.Of("accel", ("accel", accelerator), ("thread", "multi"), ("tb-size", "512")),
                QemuOption.Of("cpu", accelerator == Accelerated ? "host" : EmulatedCpu),
                QemuOption.Of("smp", Text($"{size.Vcpus}")),
                QemuOption.Of("m", Text($"{size.Memory}M")),
                QemuOption.Of("kernel", image.Kernel),
                QemuOption.Of("initrd", image.Initramfs),
                QemuOption.Of("append", $"{KernelArguments} lab.host={folder.Name}"),
                new Device("intel-iommu").With("intremap", true),
                new Drive("root", folder.Overlay, "qcow2").With("if", "none").With("cache", "unsafe"),
                new Device("virtio-blk-pci").With("drive", "root").With("addr", "0x10"),
                new Netdev("user", "management").With("hostfwd", "tcp:127.0.0.1:0-:22"),
                new Device("virtio-net-pci")
                    .With("netdev", "management")
                    .With("mac", "52:54:00:00:01:01")
                    .With("addr", "0x11")
                    .With("romfile", ""),
                new Device("virtio-rng-pci").With("addr", "0x12"),
                new Device("virtio-net-pci").With("netdev", LabWire.Netdev).With("mac", Text($"52:54:00:00:02:0{folder.Number}"))
                    .With("addr", "0x13").With("romfile", "").With("host_mtu", JumboFrame),
                new Device("virtio-scsi-pci", "san").With("addr", "0x15"),
                .. SharedDisk.All.SelectMany(disk => disk.Options(paths)),
                new Device("vmgenid").With("guid", "auto"),
                new Chardev("socket", "serial")
                    .With("path", folder.Serial)
                    .With("server", true)
                    .With("wait", false)
                    .With("logfile", folder.SerialLog),
                QemuOption.Of("serial", "chardev:serial"),
                QemuOption.Of("qmp", ("address", $"unix:{folder.Monitor}"), ("server", "on"), ("wait", "off")),
                QemuOption.Of("daemonize"),
                QemuOption.Of("pidfile", folder.ProcessIdFile),
                // -D has an effect only with something to log; QEMU then writes its standard error there too.
                QemuOption.Of("D", folder.QemuLog),
                QemuOption.Of("d", "unimp"),
            ]);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
