using System.Xml.Linq;
using TestHarness.Failures;
using TestHarness.Libvirt;

namespace TestHarness.Devices.Npiv.Pools;

/// <summary>A storage pool of type scsi: its volumes are the LUNs of an HBA or a vHBA.</summary>
/// <param name="Uuid">The UUID; null to let libvirt generate one.</param>
/// <param name="TargetPath">The directory of the volumes' stable names.</param>
public sealed record ScsiPool(PoolName Name, PoolAdapter Adapter, Guid? Uuid = null, string TargetPath = ScsiPool.ByPath)
{
    /// <summary>The directory of udev's names by the path to the LUN.</summary>
    public const string ByPath = "/dev/disk/by-path";

    /// <summary>A warning about an adapter that will not last, in words; null when the adapter lasts.</summary>
    public string? Warning => Adapter is NumberedAdapter numbered
        ? $"pool {Name} names its adapter {numbered.Name}, and a SCSI host's number is unstable: a reboot, a reload of the "
            + "driver or a new vHBA " +
          "changes it; use <adapter type='fc_host' wwnn='…' wwpn='…'/>, which libvirt has known since 1.0.5"
        : null;

    /// <summary>Reads the XML of a pool.</summary>
    /// <exception cref="HarnessException">Class config: the text is not the XML of a scsi pool.</exception>
    public static ScsiPool Parse(string xml)
    {
        var pool = LibvirtXml.Read(xml, "pool");
        var adapter = pool.Element("source")?.Element("adapter");
        if (pool.Attribute("type")?.Value != "scsi"
            || pool.Element("name")?.Value.Trim() is not { Length: > 0 } name
            || adapter is null)
            throw new HarnessException(
                FailureClass.Config,
                "expected a <pool type='scsi'> with a <name> and a <source> with an <adapter>, found: "
                + $"{pool.ToString(SaveOptions.DisableFormatting)}");

        return new ScsiPool(
            PoolName.Parse(name),
            PoolAdapter.Read(adapter),
            Guid.TryParse(pool.Element("uuid")?.Value, out var uuid) ? uuid : null,
            pool.Element("target")?.Element("path")?.Value.Trim() ?? ByPath);
    }

    /// <summary>Writes the XML of the pool.</summary>
    public XElement ToXml() => new(
        "pool",
        new XAttribute("type", "scsi"),
        new XElement("name", Name),
        Uuid is { } uuid ? new XElement("uuid", uuid) : null,
        new XElement("source", Adapter.ToXml()),
        new XElement("target", new XElement("path", TargetPath)));
}
