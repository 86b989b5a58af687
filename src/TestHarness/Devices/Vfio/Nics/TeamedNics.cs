using System.Collections.Immutable;
using TestHarness.Devices.Tap;
using TestHarness.Devices.Vfio.Binding;
using TestHarness.Devices.Vfio.Sriov;
using TestHarness.Environments;
using TestHarness.Guests;
using TestHarness.Health;
using TestHarness.Domains;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.Machines;

namespace TestHarness.Devices.Vfio.Nics;

/// <summary>
/// A NIC of a libvirt domain, <c>&lt;teaming&gt;</c>: libvirt makes a failover pair of it, chooses the VFs and sets their
/// addresses. libvirt keeps the address of the source's VF until the domain has gone, so that bridge and NIC send the guest's
/// packets to the VF; the harness corrects both.
/// </summary>
/// <remarks>
/// Linux Documentation/networking/net_failover.rst; https://libvirt.org/formatdomain.html, Teaming a virtio/hostdev NIC pair.
/// </remarks>
public sealed class TeamedNics(FailoverPair pair, InterfaceAddress address) : GuestNics(Make(address, 1, pair.HasOneMac))
{
    /// <inheritdoc/>
    public override IDomainDevice InDomain(GuestPlace place) =>
        new TeamedInterface(Nics[0].Mac, VfProvisioning.FirstNic(place.Host).Bridge, Nics[0].Standby, Nics[0].Vf);

    /// <inheritdoc/>
    public override Task SetUpAsync(Guest guest, CancellationToken cancellationToken) =>
        pair.SetUpAsync(guest, Nics[0], cancellationToken);

    /// <inheritdoc/>
    public override async Task<ImmutableArray<VfService>> AwaitVfsAsync(Guest guest, CancellationToken cancellationToken) =>
        [await pair.AwaitServiceAsync(guest, Nics[0], cancellationToken)];

    /// <summary>Waits until libvirt has unplugged the source's VF, and clears its address.</summary>
    public override async Task SwitchOverAsync(
        QemuMachine source, GuestPlace from, long since, CancellationToken cancellationToken)
    {
        await pair.AwaitUnpluggedAsync(source.Qmp, since, cancellationToken);
        var (here, mac) = (VfProvisioning.FirstNic(from.Host), Nics[0].VfMac);
        await BridgeTable.ForgetAsync(source.Host, here.Bridge, mac, cancellationToken);
        var nic = await SriovTree.ReadAsync(source.Host, here.PhysicalFunction, cancellationToken);
        foreach (var vf in nic.VirtualFunctions.Where(vf => vf.Mac == mac))
            await VfMac.ClearAsync(source.Host, nic, vf, cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<HealthReport> ArriveAsync(Arrival arrival, CancellationToken cancellationToken)
    {
        var hadVf = IsPlugged(Nics[0]);
        Vfs = await AwaitVfsAsync(arrival.Guest, cancellationToken);
        if (Serves(Nics[0]))
            await BridgeTable.ForgetAsync(
                arrival.Place.Host.Host, VfProvisioning.FirstNic(arrival.Place.Host).Bridge, Nics[0].VfMac, cancellationToken);
        return pair.Check(arrival.Move, Nics[0], hadVf);
    }
}
