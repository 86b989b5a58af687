using System.Collections.Immutable;
using System.Xml.Linq;
using TestHarness.Images;

namespace TestHarness.Domains;

/// <summary>The harness's own guest as a transient libvirt domain of one host; the paths may differ on another host.</summary>
/// <param name="Emulator">QEMU's path on the host.</param>
/// <param name="Accelerator">kvm or tcg.</param>
/// <param name="Memory">The memory in MiB.</param>
/// <param name="Devices">The guest's disks and NICs. The domain has a virtio-scsi controller for the disks.</param>
/// <param name="Directory">The host's directory for the sockets of the serial port and of a second monitor.</param>
/// <remarks>
/// https://libvirt.org/formatdomain.html; https://libvirt.org/drvqemu.html, Pass-through of arbitrary QEMU commands.
/// </remarks>
public sealed record DomainDescription(
    string Name,
    Guid Uuid,
    string Emulator,
    string Accelerator,
    BootImage Image,
    int Memory,
    int Vcpus,
    ImmutableArray<IDomainDevice> Devices,
    string Directory)
{
    private static readonly XNamespace Qemu = "http://libvirt.org/schemas/domain/qemu/1.0";

    /// <summary>Writes the domain's XML document.</summary>
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
            new XElement("cmdline", Image.KernelArguments)),
        new XElement("features", new XElement("acpi"), new XElement("apic")),
        new XElement("cpu", new XAttribute("mode", Accelerator == "kvm" ? "host-passthrough" : "maximum")),
        AllDevices(),
        SecondMonitor());

    private XElement AllDevices() => new(
        "devices",
        new XElement("emulator", Emulator),
        Devices.SelectMany(device => device.ToXml()),
        new XElement(
            "controller", new XAttribute("type", "scsi"), new XAttribute("index", 0), new XAttribute("model", "virtio-scsi")),
        new XElement("controller", new XAttribute("type", "usb"), new XAttribute("model", "none")),
        new XElement(
            "serial",
            new XAttribute("type", "unix"),
            new XElement("source", new XAttribute("mode", "bind"), new XAttribute("path", $"{Directory}/serial.sock")),
            new XElement("target", new XAttribute("port", 0))),
        new XElement("memballoon", new XAttribute("model", "none")));

    /// <summary>Writes the monitor for the harness's queries about disk and migration; the first monitor is libvirt's.</summary>
    private XElement SecondMonitor() => new(
        Qemu + "commandline",
        new[]
        {
            "-chardev", $"socket,id=testharness,path={Directory}/qmp.sock,server=on,wait=off",
            "-mon", "chardev=testharness,mode=control",
        }
        .Select(argument => new XElement(Qemu + "arg", new XAttribute("value", argument))));
}
