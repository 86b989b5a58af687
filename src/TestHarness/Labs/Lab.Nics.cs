using System.Collections.Immutable;
using TestHarness.Devices;
using TestHarness.Devices.Npiv.Luns;
using TestHarness.Devices.Vfio;
using TestHarness.Devices.Vfio.Binding;
using TestHarness.Devices.Vfio.Sriov;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Labs.Nics;
using TestHarness.Libvirt.Networks;

namespace TestHarness.Labs;

public sealed partial class Lab
{
    /// <summary>At least so many virtual functions on the first NIC of each host, and what passes them through.</summary>
    /// <returns>Each NIC, in words.</returns>
    public async Task<ImmutableArray<string>> ProvisionVfsAsync(int count, CancellationToken cancellationToken = default) =>
        [.. await Task.WhenAll(Hosts.Select(host => ProvisionVfsAsync(host, count, cancellationToken)))];

    /// <summary>NICs that the harness connects, for a guest.</summary>
    /// <param name="connection">How the guest stays connected; <see cref="BootTeamedAsync"/> is for libvirt's teaming.</param>
    /// <param name="nativeHotplug">Whether the guest's root ports hot-plug natively, and not by ACPI.</param>
    public AssignedNics AssignedNics(VfConnection connection, int count, bool nativeHotplug) =>
        new(Provisioning, Way(connection), FirstNic(Hosts[0]).Network, GuestAddress, count) { NativeHotplug = nativeHotplug };

    /// <summary>A libvirt domain with a NIC that libvirt connects; each host gets a libvirt network of its first NIC's VFs.</summary>
    public async Task<GuestUnderTest> BootTeamedAsync(ImmutableArray<GuestPlace> places, GuestPlace place, CancellationToken cancellationToken = default)
    {
        await Task.WhenAll(Hosts.Select(host => VfNetwork.CreateAsync(new(host.Host), Provisioning, FirstNic(host).PhysicalFunction, cancellationToken)));
        var nics = new TeamedNics(FailoverPair, GuestAddress, host => FirstNic(Hosts.First(each => each.Host == host)));
        var sources = places.ToImmutableDictionary(each => each.Name, each => (LunSource)new LunPath(each.Disk.Path));
        return await GuestUnderTest.BootAsync(
            this, place, new LibvirtGuest(LunUse.Emulated, sources) { Nic = nics.Nics[0] }, nics: nics, cancellationToken: cancellationToken);
    }

    /// <exception cref="HarnessException">Class config: the environment lists none for it.</exception>
    public static NicRequest FirstNic(LabHost host) => host.Description.Nics.FirstOrDefault() ?? throw new HarnessException(
        FailureClass.Config, $"the environment lists no nics for {host.Name}: tag the scenario @needs:sriov");

    /// <summary>Takes every VF of a host's first NIC, as another guest would that has them all.</summary>
    public async Task HoldVfsAsync(LabHost host, CancellationToken cancellationToken = default)
    {
        var nic = await SriovTree.ReadAsync(host.Host, FirstNic(host).PhysicalFunction, cancellationToken);
        foreach (var vf in nic.VirtualFunctions)
        {
            await VfLease.TakeAsync(host.Host, Provisioning, nic, vf, cancellationToken);
            await HoldAsync(host.Host, vf.SysfsPath, cancellationToken);
        }
    }

    /// <summary>Has a process of a host take the first VF that is bound for a guest there, and keep it until the scenario ends.</summary>
    public async Task HoldFirstVfAsync(LabHost host, CancellationToken cancellationToken = default) =>
        Keep(await VfioGroupUse.TakeFirstAsync(host.Host, FirstNic(host).PhysicalFunction, cancellationToken));

    /// <summary>Has a process of a host open a device through VFIO until the scenario ends.</summary>
    /// <param name="device">Its folder in sysfs.</param>
    public async Task HoldAsync(IHost host, string device, CancellationToken cancellationToken = default) =>
        Keep(await VfioGroupUse.TakeAsync(host, device, cancellationToken));

    private FailoverPair FailoverPair => new(Environment.Timeouts.Unplug, Environment.Timeouts.Command);

    private InterfaceAddress GuestAddress => Environment.Guest.Address ?? throw new HarnessException(
        FailureClass.Config, $"environment '{Environment.Name}' gives the guest no address, which its NIC needs: tag the scenario @needs:sriov");

    private NicWay Way(VfConnection connection) => connection switch
    {
        VfConnection.FailoverPair => FailoverPair,
        VfConnection.GuestBond => new GuestBond(Environment.Timeouts.Unplug, Environment.Timeouts.Command),
        _ => throw new ArgumentOutOfRangeException(
            nameof(connection), connection, "libvirt connects the NICs of its own domains"),
    };

    private async Task<string> ProvisionVfsAsync(LabHost host, int count, CancellationToken cancellationToken)
    {
        await KernelModules.LoadAsync(host.Host, Provisioning, ["vfio_iommu_type1", "vfio_pci", "tun"], cancellationToken);
        var nic = await VfCreation.EnsureAsync(host.Host, Provisioning, FirstNic(host).PhysicalFunction, count, cancellationToken);
        var functions = nic.VirtualFunctions.Select(vf => $"{vf.Address} in IOMMU group {vf.IommuGroup}");
        return $"{host.Name}: {nic.Interface} ({nic.Model}, driver {nic.Driver}) has {string.Join(", ", functions)}";
    }
}
