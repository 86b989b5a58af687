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
    /// <summary>The machine type of a guest whose hosts have equal QEMUs.</summary>
    public const string Board = "q35";

    private static readonly XNamespace Qemu = "http://libvirt.org/schemas/domain/qemu/1.0";

    /// <summary>The machine type.</summary>
    public string MachineType { get; init; } = Board;

    /// <summary>The named model of the processor; null for the host's own, or all that TCG can do.</summary>
    public string? CpuModel { get; init; }

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
            new XElement("type", new XAttribute("arch", "x86_64"), new XAttribute("machine", MachineType), "hvm"),
            new XElement("kernel", Image.Kernel),
            new XElement("initrd", Image.Initramfs),
            new XElement("cmdline", Image.KernelArguments)),
        new XElement("features", new XElement("acpi"), new XElement("apic")),
        Cpu(),
        AllDevices(),
        SecondMonitor());

    private XElement Cpu() => CpuModel is null
        ? new("cpu", new XAttribute("mode", Accelerator == "kvm" ? "host-passthrough" : "maximum"))
        : new(
            "cpu",
            new XAttribute("mode", "custom"),
            new XAttribute("match", "exact"),
            new XAttribute("check", "none"),
            new XElement("model", new XAttribute("fallback", "forbid"), CpuModel));

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
