using System.Xml.Linq;
using TestHarness.Failures;
using TestHarness.Libvirt;

namespace TestHarness.Devices.Npiv.Pools;

/// <summary>A storage pool of type scsi: its volumes are the LUNs of an HBA or a vHBA.</summary>
/// <param name="Uuid">libvirt generates one where null.</param>
/// <param name="TargetPath">Where the stable names of the volumes are.</param>
public sealed record ScsiPool(PoolName Name, PoolAdapter Adapter, Guid? Uuid = null, string TargetPath = ScsiPool.ByPath)
{
    public const string ByPath = "/dev/disk/by-path";

    /// <summary>What will not last, in words.</summary>
    public string? Warning => Adapter is NumberedAdapter numbered
        ? $"pool {Name} names its adapter {numbered.Name}, and a SCSI host's number is unstable: a reboot, a reload of the driver or a vHBA made anew " +
          "changes it; use <adapter type='fc_host' wwnn='…' wwpn='…'/>, which libvirt has known since 1.0.5"
        : null;

    /// <exception cref="HarnessException">Class config: this is no XML of a scsi pool.</exception>
    public static ScsiPool Parse(string xml)
    {
        var pool = LibvirtXml.Read(xml, "pool");
        var adapter = pool.Element("source")?.Element("adapter");
        if (pool.Attribute("type")?.Value != "scsi" || pool.Element("name")?.Value.Trim() is not { Length: > 0 } name || adapter is null)
            throw new HarnessException(
                FailureClass.Config,
                $"expected a <pool type='scsi'> with a <name> and a <source> with an <adapter>, found: {pool.ToString(SaveOptions.DisableFormatting)}");

        return new ScsiPool(
            PoolName.Parse(name),
            PoolAdapter.Read(adapter),
            Guid.TryParse(pool.Element("uuid")?.Value, out var uuid) ? uuid : null,
            pool.Element("target")?.Element("path")?.Value.Trim() ?? ByPath);
    }

    public XElement ToXml() => new(
        "pool",
        new XAttribute("type", "scsi"),
        new XElement("name", Name),
        Uuid is { } uuid ? new XElement("uuid", uuid) : null,
        new XElement("source", Adapter.ToXml()),
        new XElement("target", new XElement("path", TargetPath)));
}
