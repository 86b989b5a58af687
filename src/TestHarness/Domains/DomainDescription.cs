using System.Collections.Immutable;
using System.Xml.Linq;
using TestHarness.Devices.Npiv.Luns;
using TestHarness.Images;

namespace TestHarness.Libvirt.Domains;

/// <summary>The harness's own guest as a transient libvirt domain, as one host defines it: paths may differ on the next one.</summary>
/// <param name="Emulator">QEMU's path on the host.</param>
/// <param name="Accelerator">kvm or tcg.</param>
/// <param name="Memory">MiB.</param>
/// <param name="Directory">A directory of the host, in which the sockets of the serial port and of a second monitor are made.</param>
/// <remarks>https://libvirt.org/formatdomain.html; https://libvirt.org/drvqemu.html, Pass-through of arbitrary QEMU commands.</remarks>
public sealed record DomainDescription(
    string Name, Guid Uuid, string Emulator, string Accelerator, BootImage Image, int Memory, int Vcpus, LunDisk Disk, string Directory)
{
    /// <summary>The elements of the guest's devices beside its disk.</summary>
    public ImmutableArray<XElement> Devices { get; init; } = [];

    /// <summary>The id of the device through which the guest sees its disk; libvirt lets users choose ids that begin so.</summary>
    public const string DiskDevice = "ua-data-disk1";

    private static readonly XNamespace Qemu = "http://libvirt.org/schemas/domain/qemu/1.0";

    public XElement ToXml() => new(
        "domain",
        new XAttribute("type", Accelerator == "kvm" ? "kvm" : "qemu"),
        new XAttribute(XNamespace.Xmlns + "qemu", Qemu.NamespaceName),
        new XElement("name", Name),
        new XElement("uuid", Uuid),
        new XElement("memory", new XAttribute("unit", "MiB"), Memory),
        new XElement("vcpu", Vcpus),
        new XElement(
            "os",
            new XElement("type", new XAttribute("arch", "x86_64"), new XAttribute("machine", "q35"), "hvm"),
            new XElement("kernel", Image.Kernel),
            new XElement("initrd", Image.Initramfs),
            new XElement("cmdline", Image.KernelCommandLine)),
        new XElement("features", new XElement("acpi"), new XElement("apic")),
        new XElement("cpu", new XAttribute("mode", Accelerator == "kvm" ? "host-passthrough" : "maximum")),
        DevicesElement(),
        SecondMonitor());

    private XElement DevicesElement()
    {
        var disk = Disk.ToXml();
        disk.Add(new XElement("alias", new XAttribute("name", DiskDevice)));
        return new XElement(
            "devices",
            new XElement("emulator", Emulator),
            disk,
            Devices,
            new XElement("controller", new XAttribute("type", "scsi"), new XAttribute("index", 0), new XAttribute("model", "virtio-scsi")),
            new XElement("controller", new XAttribute("type", "usb"), new XAttribute("model", "none")),
            new XElement(
                "serial",
                new XAttribute("type", "unix"),
                new XElement("source", new XAttribute("mode", "bind"), new XAttribute("path", $"{Directory}/serial.sock")),
                new XElement("target", new XAttribute("port", 0))),
            new XElement("memballoon", new XAttribute("model", "none")));
    }

    /// <summary>The first monitor is libvirt's; by this one the harness looks at the guest's disk and at the migration.</summary>
    private XElement SecondMonitor() => new(
        Qemu + "commandline",
        new[] { "-chardev", $"socket,id=testharness,path={Directory}/qmp.sock,server=on,wait=off", "-mon", "chardev=testharness,mode=control" }
            .Select(argument => new XElement(Qemu + "arg", new XAttribute("value", argument))));
}
