using System.Collections.Immutable;
using TestHarness.Devices.Vfio.Binding;
using TestHarness.Devices.Vfio.Sriov;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Hosts;
using TestHarness.Libvirt;
using TestHarness.GuestPlaces;

namespace TestHarness.Devices.Vfio.Nics;

/// <summary>The virtual functions of a scenario, and the NICs that guests have of them.</summary>
public sealed class VfProvisioning(ILab lab)
{
    /// <summary>Makes virtual functions on the first NIC of each host, and loads the modules that pass them through.</summary>
    /// <param name="count">The least number of functions of each NIC.</param>
    /// <returns>Each NIC, in words.</returns>
    public async Task<ImmutableArray<string>> EnsureAsync(int count, CancellationToken cancellationToken = default) =>
        [.. await Task.WhenAll(lab.Hosts.Select(host => EnsureAsync(host, count, cancellationToken)))];

    /// <summary>Returns NICs of a guest that the harness connects.</summary>
    /// <param name="connection">
    /// The way in which the guest stays connected; <see cref="TeamedNicsAsync"/> is for libvirt's teaming.
    /// </param>
    /// <param name="nativeHotplug">Whether the guest's root ports use PCI Express's native hotplug, not ACPI's.</param>
    public AssignedNics AssignedNics(VfConnection connection, int count, bool nativeHotplug) =>
        new(
            lab.Provisioning,
            Strategy(connection),
            FirstNic(lab.Hosts[0]).Network,
            GuestAddress,
            count) { NativeHotplug = nativeHotplug };

    /// <summary>
    /// Makes a NIC of a libvirt domain that libvirt connects; each host gets a libvirt network of its first NIC's VFs.
    /// </summary>
    public async Task<TeamedNics> TeamedNicsAsync(CancellationToken cancellationToken = default)
    {
        await Task.WhenAll(lab.Hosts.Select(host => VfNetwork.CreateAsync(
            new Virsh(host.Host), lab.Provisioning, FirstNic(host).PhysicalFunction, cancellationToken)));
        return new TeamedNics(FailoverPair, GuestAddress);
    }

    /// <summary>Returns the first NIC that the environment lists for a host.</summary>
    /// <exception cref="HarnessException">Class config: the environment lists none for it.</exception>
    public static NicRequest FirstNic(LabHost host) => host.Description.Nics().FirstOrDefault() ?? throw new HarnessException(
        FailureClass.Config, $"the environment lists no nics for {host.Name}: tag the scenario @needs:sriov");

    /// <summary>Opens every VF of a host's first NIC, as another guest would that has them all.</summary>
    public async Task HoldVfsAsync(LabHost host, CancellationToken cancellationToken = default)
    {
        var nic = await SriovTree.ReadAsync(host.Host, FirstNic(host).PhysicalFunction, cancellationToken);
        foreach (var vf in nic.VirtualFunctions)
        {
            await VfLease.TakeAsync(host.Host, lab.Provisioning, nic, vf, cancellationToken);
            await HoldAsync(host.Host, vf.SysfsPath, cancellationToken);
        }
    }

    /// <summary>
    /// Starts a process on a host that opens the first VF that is bound for a guest there, and keeps it open until the scenario
    /// ends.
    /// </summary>
    public async Task HoldFirstVfAsync(LabHost host, CancellationToken cancellationToken = default) =>
        lab.Keep(await VfioGroupUse.TakeFirstAsync(host.Host, FirstNic(host).PhysicalFunction, cancellationToken));

    /// <summary>Starts a process on a host that opens a device through VFIO until the scenario ends.</summary>
    /// <param name="device">The device's folder in sysfs.</param>
    public async Task HoldAsync(IHost host, string device, CancellationToken cancellationToken = default) =>
        lab.Keep(await VfioGroupUse.TakeAsync(host, device, cancellationToken));

    /// <summary>Pings the guest, from another host when there is one, and checks the packet counters of its VFs.</summary>
    /// <returns>The numbers of pings and packets, in words.</returns>
    /// <exception cref="HarnessException">Class guest-health: a VF does not carry the guest's traffic.</exception>
    public async Task<string> CheckTrafficAsync(
        GuestNics nics, Guest guest, GuestPlace place, CancellationToken cancellationToken = default)
    {
        await nics.RequireVfsAsync(guest, cancellationToken);
        var prober = lab.Hosts.FirstOrDefault(host => host != place.Host) ?? place.Host;
        return await VfTraffic.CheckAsync(nics, guest, prober.Host, lab.Environment.Timeouts.Command, cancellationToken);
    }

    private FailoverPair FailoverPair => new(lab.Environment.Timeouts.Unplug, lab.Environment.Timeouts.Command);

    private InterfaceAddress GuestAddress => lab.Environment.Guest.Address ?? throw new HarnessException(
        FailureClass.Config,
        $"environment '{lab.Environment.Name}' gives the guest no address, which its NIC needs: tag the scenario @needs:sriov");

    private VfSwapStrategy Strategy(VfConnection connection) => connection switch
    {
        VfConnection.FailoverPair => FailoverPair,
        VfConnection.GuestBond => new GuestBond(lab.Environment.Timeouts.Unplug, lab.Environment.Timeouts.Command),
        _ => throw new ArgumentOutOfRangeException(
            nameof(connection), connection, "libvirt connects the NICs of its own domains"),
    };

    private async Task<string> EnsureAsync(LabHost host, int count, CancellationToken cancellationToken)
    {
        await KernelModules.LoadAsync(host.Host, lab.Provisioning, ["vfio_iommu_type1", "vfio_pci", "tun"], cancellationToken);
        var nic = await VfCreation.EnsureAsync(
            host.Host, lab.Provisioning, FirstNic(host).PhysicalFunction, count, cancellationToken);
        var functions = nic.VirtualFunctions.Select(vf => $"{vf.Address} in IOMMU group {vf.IommuGroup}");
        return $"{host.Name}: {nic.Interface} ({nic.Model}, driver {nic.Driver}) has {string.Join(", ", functions)}";
    }
}
