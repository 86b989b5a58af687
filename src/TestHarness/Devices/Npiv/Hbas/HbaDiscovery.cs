using System.Collections.Immutable;
using TestHarness.Devices.Npiv.NodeDevices;
using TestHarness.Failures;
using TestHarness.Libvirt;

namespace TestHarness.Devices.Npiv.Hbas;

/// <summary>Which HBAs of a host support vHBAs, and which of them is to have one.</summary>
public static class HbaDiscovery
{
    /// <summary>The first libvirt with <c>nodedev-list --cap vports</c>, and with max_vports and vports in the XML.</summary>
    private static readonly Version CapVports = new(1, 0, 4);

    /// <summary>As libvirt lists them. Where it is older than 1.0.4 every SCSI host is looked at for its capability vport_ops.</summary>
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

    /// <summary>The HBA of that name, or the first with a free vport that is Online.</summary>
    /// <param name="parent">A node device name; an HBA that is named need not be Online, its vHBA comes up with its link.</param>
    /// <exception cref="HarnessException">Class preflight: there is none, with all that there are.</exception>
    public static Hba Choose(string host, ImmutableArray<Hba> hbas, string? parent)
    {
        var chosen = hbas.FirstOrDefault(hba => hba.HasFreeVport && (parent is null ? hba.IsOnline : hba.Name == parent));
        if (chosen is not null)
            return chosen;

        var wanted = parent is null ? "an HBA that is Online and has a free vport" : $"HBA {parent} with a free vport";
        var found = hbas.IsEmpty ? "no HBA that supports vHBA" : string.Join(", ", hbas);
        throw new HarnessException(
            FailureClass.Preflight,
            $"expected {wanted} on {host}, found {found}; 'virsh nodedev-list --cap vports' lists what a vHBA can have as its parent");
    }

    internal static ImmutableArray<string> ReadNames(string listing) =>
        [.. listing.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
