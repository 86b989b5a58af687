using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Health;
using TestHarness.Migration;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qmp;

namespace TestHarness.Devices.Vfio.Nics;

/// <summary>How a guest stays connected while its VFs are swapped around a migration.</summary>
/// <param name="unplug">How long the guest may take to let a VF go.</param>
/// <param name="settle">How long the guest's network may take to change over.</param>
public abstract class VfSwapStrategy(TimeSpan unplug, TimeSpan settle)
{
    protected TimeSpan Unplug { get; } = unplug;

    protected TimeSpan Settle { get; } = settle;

    public abstract bool HasOneMac { get; }

    /// <summary>The devices of one NIC.</summary>
    /// <param name="incoming">Of a QEMU that waits for the guest.</param>
    public abstract ImmutableArray<QemuOption> Options(NicPlace place, bool incoming);

    /// <summary>Configures the guest's network, after it has booted.</summary>
    public abstract Task SetUpAsync(Guest guest, GuestNic nic, CancellationToken cancellationToken);

    /// <summary>Unplugs the VF before a migration; does nothing when QEMU unplugs it itself.</summary>
    /// <param name="serves">Whether the VF carries the guest's traffic; else the guest need not have an interface of it.</param>
    /// <exception cref="HarnessException">Class migration: the VF does not go; the guest has it still.</exception>
    public abstract Task LeaveAsync(Guest guest, NicPlace here, bool serves, CancellationToken cancellationToken);

    /// <summary>While a migration is under way, until the VFs are gone from the source.</summary>
    /// <param name="since">The position in the source's events at which the migration began.</param>
    /// <exception cref="HarnessException">Class migration: the guest does not let its VFs go.</exception>
    public abstract Task SwitchOverAsync(QmpClient source, long since, IReadOnlyList<NicPlace> here, CancellationToken cancellationToken);

    /// <summary>Plugs the VF in after a migration, and waits until it carries the guest's traffic.</summary>
    /// <returns>Whether the VF serves the guest.</returns>
    public abstract Task<VfService> ArriveAsync(Guest guest, NicPlace there, CancellationToken cancellationToken);

    /// <summary>Waits until the VF carries the guest's traffic.</summary>
    /// <returns>Why it does not in time; null when it does.</returns>
    public abstract Task<string?> AwaitVfAsync(Guest guest, GuestNic nic, CancellationToken cancellationToken);

    /// <summary>What must have been seen of the swap; after the arrival.</summary>
    /// <param name="hadVf">Whether the source's QEMU had the VF.</param>
    public abstract HealthReport Check(GuestMove move, GuestNic nic, bool hadVf);

    /// <summary>Two PCI Express root ports, as only these take devices while the guest runs, with the virtio NIC in the first.</summary>
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
