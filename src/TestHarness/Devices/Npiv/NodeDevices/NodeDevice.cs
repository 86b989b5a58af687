using System.Globalization;
using System.Xml.Linq;
using TestHarness.Failures;
using TestHarness.Libvirt;

namespace TestHarness.Devices.Npiv.NodeDevices;

/// <summary>A SCSI host as <c>virsh nodedev-dumpxml</c> shows it: an HBA, a vHBA, or neither.</summary>
/// <param name="Name">The name in udev's style, <c>scsi_host5</c>, or in HAL's, <c>pci_10df_fe00_scsi_host_0</c>.</param>
/// <param name="Path">The path in sysfs; null when libvirt does not print it, as 1.0.5 and older.</param>
/// <param name="Number">The SCSI host number, which changes from boot to boot.</param>
/// <param name="FibreChannel">The Fibre Channel port; null when the device is not one.</param>
/// <param name="Vports">The support of vHBAs; null when the device cannot have them.</param>
public sealed record NodeDevice(
    string Name, string? Path, string? Parent, int Number, FcHostCapability? FibreChannel, VportOperations? Vports)
{
    /// <summary>Reads a node device.</summary>
    /// <exception cref="HarnessException">Class config: the text is not the XML of a SCSI host.</exception>
    public static NodeDevice Parse(string xml)
    {
        var device = LibvirtXml.Read(xml, "device");
        var host = Capability(device, "scsi_host");
        if (device.Element("name")?.Value is not { } name || host is null || Count(host, "host") is not { } number)
            throw new HarnessException(
                FailureClass.Config,
                "expected a node device with a <name> and a capability scsi_host with its <host>, found: "
                + $"{device.ToString(SaveOptions.DisableFormatting)}");

        return new NodeDevice(
            name.Trim(), device.Element("path")?.Value.Trim(), device.Element("parent")?.Value.Trim(), number,
            Capability(host, "fc_host") is { } port ? FcHostCapability.Read(port) : null,
            Capability(host, "vport_ops") is { } vports
                ? new VportOperations(Count(vports, "max_vports"), Count(vports, "vports"))
                : null);
    }

    private static XElement? Capability(XElement owner, string type) =>
        owner.Elements("capability").FirstOrDefault(capability => capability.Attribute("type")?.Value == type);

    private static int? Count(XElement owner, string name) =>
        int.TryParse(
            owner.Element(name)?.Value,
            NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out var number)
            ? number
            : null;
}

/// <summary>A Fibre Channel port.</summary>
/// <param name="Fabric">The fabric's WWN; null when the port is in none.</param>
public sealed record FcHostCapability(WwnPair Wwns, Wwn? Fabric)
{
    internal static FcHostCapability Read(XElement port) => new(
        WwnPair.Parse(port.Element("wwnn")?.Value.Trim() ?? "", port.Element("wwpn")?.Value.Trim() ?? ""),
        Wwn.TryParse(port.Element("fabric_wwn")?.Value.Trim(), out var fabric) ? fabric : null);
}

/// <summary>The support of vHBAs by a port, with their numbers. The numbers are null for libvirt before 1.0.4.</summary>
public sealed record VportOperations(int? Max, int? InUse);
