using System.Xml.Linq;
using TestHarness.Devices.Vfio.Sriov;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Libvirt;

namespace TestHarness.Devices.Vfio;

/// <summary>
/// A libvirt network of the virtual functions of a NIC. libvirt gives one function to each domain on the network, and sets its
/// MAC address.
/// </summary>
/// <remarks>https://libvirt.org/formatnetwork.html, forward mode hostdev.</remarks>
public static class VfNetwork
{
    /// <summary>The name of the network, the same on every host: a domain that migrates names the network on each.</summary>
    public const string Name = "testharness-vfs";

    /// <summary>$1: the network's UUID, which no other network has; an earlier network may have the same name.</summary>
    private const string Remove = """
        export LC_ALL=C
        output=$(virsh -q -c qemu:///system net-destroy "$1" 2>&1) || case $output in
            *"Network not found"* | *"failed to get network"*) ;;
            *) echo "$output" >&2; exit 1 ;;
        esac
        """;

    /// <summary>Creates the network of one NIC on a host.</summary>
    /// <param name="physicalFunction">The PCI address of the NIC.</param>
    public static async Task CreateAsync(
        Virsh virsh, LedgerScope scope, string physicalFunction, CancellationToken cancellationToken = default)
    {
        var nic = await SriovTree.ReadAsync(virsh.Host, physicalFunction, cancellationToken);
        var uuid = Guid.NewGuid();
        var network = new XElement(
            "network",
            new XElement("name", Name),
            new XElement("uuid", uuid),
            new XElement(
                "forward",
                new XAttribute("mode", "hostdev"),
                new XAttribute("managed", "yes"),
                new XElement("pf", new XAttribute("dev", nic.Interface))));
        await scope.ProvisionAsync(
            virsh.Host,
            $"libvirt network {Name}",
            Removal(uuid),
            () => virsh.RunWithAsync(network, "net-create", cancellationToken),
            LibvirtPresence.Of("net-info", uuid));
    }

    /// <summary>
    /// Returns the command that destroys a network by its UUID; it succeeds when libvirt does not know the network.
    /// </summary>
    internal static Command Removal(Guid uuid) => Command.Shell(Remove, $"{uuid}");
}
