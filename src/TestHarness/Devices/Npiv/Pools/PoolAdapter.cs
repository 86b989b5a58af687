using System.Xml.Linq;
using TestHarness.Devices.Npiv.Hbas;
using TestHarness.Failures;

namespace TestHarness.Devices.Npiv.Pools;

/// <summary>The HBA or vHBA whose LUNs a scsi pool has.</summary>
public abstract record PoolAdapter
{
    /// <summary>Writes the <c>adapter</c> element.</summary>
    public abstract XElement ToXml();

    /// <summary>Reads an <c>adapter</c> element.</summary>
    /// <exception cref="HarnessException">Class config: the adapter is of neither kind, or its names are wrong.</exception>
    internal static PoolAdapter Read(XElement adapter) =>
        (adapter.Attribute("type")?.Value, adapter.Attribute("name")?.Value) switch
    {
        ("fc_host", _) => new FcHostAdapter(
            WwnPair.Parse(adapter.Attribute("wwnn")?.Value ?? "", adapter.Attribute("wwpn")?.Value ?? ""),
            ParentOf(adapter),
            adapter.Attribute("managed")?.Value switch { "yes" => true, "no" => false, _ => null }),
        (null or "scsi_host", { } name) => new NumberedAdapter(name),
        _ => throw new HarnessException(
            FailureClass.Config, $"expected an <adapter> of type fc_host, or one with the name of a SCSI host, found: {adapter}"),
    };

    /// <summary>Reads the parent; null when the adapter names none.</summary>
    /// <exception cref="HarnessException">
    /// Class config: the adapter has one of the parent's two names, or names the parent in several ways.
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

/// <summary>An HBA or vHBA by its World Wide Names. libvirt makes the vHBA when the pool starts, unless it exists.</summary>
/// <param name="Parent">The HBA on which libvirt makes the vHBA; null for the first with a free vport.</param>
/// <param name="Managed">
/// Whether libvirt removes the vHBA when the pool stops even if it existed before; null leaves that to libvirt.
/// </param>
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
