using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Health;
using TestHarness.Migration;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qmp;

namespace TestHarness.Devices.Vfio.Nics;

/// <summary>The way in which a guest stays connected while its VFs are swapped around a migration.</summary>
/// <param name="unplug">The time within which the guest must release a VF.</param>
/// <param name="settle">The time within which the guest's network must change over.</param>
public abstract class VfSwapStrategy(TimeSpan unplug, TimeSpan settle)
{
    /// <summary>The time within which the guest must release a VF.</summary>
    protected TimeSpan Unplug { get; } = unplug;

    /// <summary>The time within which the guest's network must change over.</summary>
    protected TimeSpan Settle { get; } = settle;

    /// <summary>Whether the VF has the MAC address of the virtio NIC.</summary>
    public abstract bool HasOneMac { get; }

    /// <summary>Returns the devices of one NIC.</summary>
    /// <param name="incoming">Whether the QEMU waits for the guest.</param>
    public abstract ImmutableArray<QemuOption> Options(NicPlace place, bool incoming);

    /// <summary>Configures the guest's network, after it has booted.</summary>
    public abstract Task SetUpAsync(Guest guest, GuestNic nic, CancellationToken cancellationToken);

    /// <summary>Unplugs the VF before a migration; does nothing when QEMU unplugs it itself.</summary>
    /// <param name="serves">
    /// Whether the VF carries the guest's traffic; when it does not, the guest may have no interface of it.
    /// </param>
    /// <exception cref="HarnessException">Class migration: the guest keeps the VF.</exception>
    public abstract Task LeaveAsync(Guest guest, NicPlace here, bool serves, CancellationToken cancellationToken);

    /// <summary>Waits during a migration until the source has no VFs any more.</summary>
    /// <param name="since">The position in the source's events at which the migration began.</param>
    /// <exception cref="HarnessException">Class migration: the guest does not release its VFs.</exception>
    public abstract Task SwitchOverAsync(
        QmpClient source, long since, IReadOnlyList<NicPlace> here, CancellationToken cancellationToken);

    /// <summary>Plugs the VF in after a migration, and waits until it carries the guest's traffic.</summary>
    /// <returns>The service of the VF.</returns>
    public abstract Task<VfService> ArriveAsync(Guest guest, NicPlace there, CancellationToken cancellationToken);

    /// <summary>Waits until the VF carries the guest's traffic.</summary>
    /// <returns>The reason why the VF does not carry the traffic in time; null when it does.</returns>
    public abstract Task<string?> AwaitVfAsync(Guest guest, GuestNic nic, CancellationToken cancellationToken);

    /// <summary>Checks after the arrival that QEMU reported the steps of the swap.</summary>
    /// <param name="hadVf">Whether the source's QEMU had the VF.</param>
    public abstract HealthReport Check(GuestMove move, GuestNic nic, bool hadVf);

    /// <summary>
    /// Returns two PCI Express root ports, as only these take devices while the guest runs, with the virtio NIC in the first.
    /// </summary>
    protected static ImmutableArray<QemuOption> Standby(NicPlace place, bool failover) =>
    [
        new Device("pcie-root-port", place.Nic.StandbyPort).With("chassis", 2 * place.Nic.Number),
        new Device("pcie-root-port", place.Nic.VfPort).With("chassis", (2 * place.Nic.Number) + 1),
        new Netdev("tap", place.Nic.Netdev).With("ifname", place.Tap.Name).With("script", "no").With("downscript", "no"),
        (failover ? Virtio(place).With("failover", true) : Virtio(place)),
    ];

    private static Device Virtio(NicPlace place) => new Device("virtio-net-pci", place.Nic.Standby)
        .With("netdev", place.Nic.Netdev).With("mac", place.Nic.Mac).With("bus", place.Nic.StandbyPort).With("romfile", "");
}
