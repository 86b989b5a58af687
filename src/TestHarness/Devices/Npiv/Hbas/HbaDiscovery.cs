using System.Collections.Immutable;
using TestHarness.Devices.Npiv.NodeDevices;
using TestHarness.Failures;
using TestHarness.Libvirt;

namespace TestHarness.Devices.Npiv.Hbas;

/// <summary>The HBAs of a host that support vHBAs, and the choice of one for a new vHBA.</summary>
public static class HbaDiscovery
{
    /// <summary>The first libvirt with <c>nodedev-list --cap vports</c>, and with max_vports and vports in the XML.</summary>
    private static readonly Version CapVports = new(1, 0, 4);

    /// <summary>
    /// Finds the HBAs as libvirt lists them. For libvirt before 1.0.4, examines every SCSI host for the capability vport_ops.
    /// </summary>
    /// <exception cref="HarnessException">Class preflight: libvirt is not running, or virsh failed.</exception>
    public static async Task<ImmutableArray<Hba>> FindAsync(Virsh virsh, CancellationToken cancellationToken = default)
    {
        var capability = await virsh.VersionAsync(cancellationToken) >= CapVports ? "vports" : "scsi_host";
        var names = ReadNames(await virsh.LookAsync(["nodedev-list", "--cap", capability], cancellationToken));
        if (names.IsEmpty)
            return [];

        var ports = await FcPorts.ReadAsync(virsh.Host, cancellationToken);
        var hbas = ImmutableArray.CreateBuilder<Hba>();
        foreach (var name in names)
        {
            var device = NodeDevice.Parse(await virsh.LookAsync(["nodedev-dumpxml", name], cancellationToken));
            if (Hba.Of(device, ports.FirstOrDefault(port => port.Number == device.Number)) is { } hba)
                hbas.Add(hba);
        }

        return hbas.ToImmutable();
    }

    /// <summary>Finds the HBAs, of which there must be at least one.</summary>
    /// <exception cref="HarnessException">Class preflight: the host has none; the message says why.</exception>
    public static async Task<ImmutableArray<Hba>> RequireAsync(Virsh virsh, CancellationToken cancellationToken = default)
    {
        var hbas = await FindAsync(virsh, cancellationToken);
        return hbas.IsEmpty
            ? throw new HarnessException(
                FailureClass.Preflight, WhyNone(virsh.Host.Name, await FcPorts.ReadAsync(virsh.Host, cancellationToken)))
            : hbas;
    }

    /// <summary>Chooses the HBA that is named, or the first that is online with a free vport.</summary>
    /// <param name="parent">The HBA to choose; it need not be online, as its vHBA comes up with its link. Null for any.</param>
    /// <exception cref="HarnessException">Class preflight: there is no such HBA; the message lists the HBAs.</exception>
    public static Hba Choose(string host, ImmutableArray<Hba> hbas, HbaParent? parent)
    {
        var chosen = hbas.FirstOrDefault(hba => hba.HasFreeVport && (parent is null ? hba.IsOnline : parent.Is(hba)));
        if (chosen is not null)
            return chosen;

        var wanted = parent is null ? "an HBA that is Online and has a free vport" : $"HBA {parent} with a free vport";
        var found = hbas.IsEmpty ? "no HBA that supports vHBA" : string.Join(", ", hbas);
        throw new HarnessException(
            FailureClass.Preflight,
            $"expected {wanted} on {host}, found {found}; 'virsh nodedev-list --cap vports' lists what a vHBA can have as its "
            + "parent");
    }

    /// <summary>Writes the message for a host without an HBA that supports vHBAs.</summary>
    public static string WhyNone(string host, ImmutableArray<FcPort> ports)
    {
        var none = $"no HBA of {host} has the capability vport_ops ('virsh nodedev-list --cap vports' lists none)";
        var given = ports.Where(port => port.IsNpivPort).Select(port => $"host{port.Number} (WWPN {port.Wwns.Wwpn})").ToArray();
        return given.Length == 0
            ? $"{none}; its driver must support NPIV"
            : $"{none}: it has {string.Join(" and ", given)}, and what is itself an NPIV port, made of an HBA by the " +
              "hypervisor below, can have no vHBA; make the ports there, and use LUNs of kind device";
    }

    internal static ImmutableArray<string> ReadNames(string listing) =>
        [.. listing.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
