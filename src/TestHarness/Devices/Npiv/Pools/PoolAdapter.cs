using System.Xml.Linq;
using TestHarness.Devices.Npiv.Hbas;
using TestHarness.Failures;

namespace TestHarness.Devices.Npiv.Pools;

/// <summary>Whose LUNs a scsi pool has.</summary>
public abstract record PoolAdapter
{
    public abstract XElement ToXml();

    /// <exception cref="HarnessException">Class config: the adapter is neither of the kinds, or its names are wrong.</exception>
    internal static PoolAdapter Read(XElement adapter) => (adapter.Attribute("type")?.Value, adapter.Attribute("name")?.Value) switch
    {
        ("fc_host", _) => new FcHostAdapter(
            WwnPair.Parse(adapter.Attribute("wwnn")?.Value ?? "", adapter.Attribute("wwpn")?.Value ?? ""),
            ParentOf(adapter),
            adapter.Attribute("managed")?.Value switch { "yes" => true, "no" => false, _ => null }),
        (null or "scsi_host", { } name) => new NumberedAdapter(name),
        _ => throw new HarnessException(
            FailureClass.Config, $"expected an <adapter> of type fc_host, or one with the name of a SCSI host, found: {adapter}"),
    };

    /// <exception cref="HarnessException">
    /// Class config: it has one of the parent's two names, or names the parent in several ways.
    /// </exception>
    private static HbaParent? ParentOf(XElement adapter)
    {
        var (node, port) = (adapter.Attribute("parent_wwnn")?.Value, adapter.Attribute("parent_wwpn")?.Value);
        HbaParent?[] ways =
        [
            adapter.Attribute("parent")?.Value is { } name ? new ParentName(name) : null,
            (node ?? port) is null ? null : new ParentWwns(WwnPair.Parse(node ?? "", port ?? "")),
            adapter.Attribute("parent_fabric_wwn")?.Value is { } fabric ? new ParentFabric(Wwn.Parse(fabric)) : null,
        ];
        return ways.Count(way => way is not null) > 1
            ? throw new HarnessException(
                FailureClass.Config,
                "expected the parent of an <adapter> by parent, by parent_wwnn and parent_wwpn, or by parent_fabric_wwn, " +
                $"found several: {adapter}")
            : ways.FirstOrDefault(way => way is not null);
    }
}

/// <summary>An HBA or vHBA by its names. libvirt makes the vHBA when the pool is started, if it is not there.</summary>
/// <param name="Parent">The HBA to make it on; the first with a free vport where null.</param>
/// <param name="Managed">Whether libvirt removes the vHBA when the pool stops even if it was there before; null leaves that to libvirt.</param>
public sealed record FcHostAdapter(WwnPair Wwns, HbaParent? Parent = null, bool? Managed = null) : PoolAdapter
{
    public override XElement ToXml() => new(
        "adapter",
        new XAttribute("type", "fc_host"),
        Parent switch
        {
            ParentName name => [new XAttribute("parent", name.Name)],
            ParentWwns { Wwns: var wwns } => [new XAttribute("parent_wwnn", wwns.Wwnn), new XAttribute("parent_wwpn", wwns.Wwpn)],
            ParentFabric { Fabric: var fabric } => [new XAttribute("parent_fabric_wwn", fabric)],
            _ => Array.Empty<XAttribute>(),
        },
        Managed is { } managed ? new XAttribute("managed", managed ? "yes" : "no") : null,
        new XAttribute("wwnn", Wwns.Wwnn),
        new XAttribute("wwpn", Wwns.Wwpn));
}

/// <summary>A SCSI host by its number, as before libvirt 1.0.5: <c>host5</c>.</summary>
public sealed record NumberedAdapter(string Name) : PoolAdapter
{
    public override XElement ToXml() => new("adapter", new XAttribute("name", Name));
}
