using System.Collections.Immutable;
using TestHarness.Devices.Tap;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Guests.Network;
using TestHarness.Health;
using TestHarness.Migration;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qmp;
using TestHarness.Qmp.Hotplug;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Devices.Vfio.Nics;

/// <summary>
/// QEMU's failover pair: QEMU unplugs the VF when a migration begins, and plugs the destination's VF in; the guest's kernel joins
/// VF and virtio NIC.
/// </summary>
/// <remarks>QEMU docs/system/virtio-net-failover.rst; Linux Documentation/networking/net_failover.rst.</remarks>
public sealed class FailoverPair(TimeSpan unplug, TimeSpan settle) : VfSwapStrategy(unplug, settle)
{
    private const string Negotiated = "FAILOVER_NEGOTIATED";

    private const string Unplugging = "UNPLUG_PRIMARY";

    public override bool HasOneMac => true;

    public override ImmutableArray<QemuOption> Options(NicPlace place, bool incoming) =>
    [
        .. Standby(place, failover: true),
        new Device("vfio-pci", place.Nic.Vf).With("host", place.Vf.Function.Address)
            .With("failover_pair_id", place.Nic.Standby).With("bus", place.Nic.VfPort),
    ];

    public override async Task SetUpAsync(Guest guest, GuestNic nic, CancellationToken cancellationToken)
    {
        await guest.Machine.Qmp.Events.WaitAsync(Negotiated, 0, Settle, cancellationToken);
        var failover = Interface(guest, nic);
        await failover.SetUpAsync(nic.Address, Settle, cancellationToken);
        if (await failover.AwaitVfAsync(Settle, cancellationToken) is { } reason)
            throw new HarnessException(FailureClass.GuestHealth, reason);
    }

    /// <summary>Does nothing: QEMU unplugs the VF itself.</summary>
    public override Task LeaveAsync(Guest guest, NicPlace here, bool serves, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>
    /// Waits until the VFs are unplugged, and clears the addresses on the source. From then on the guest uses virtio, but the
    /// source's bridge and NIC would still send the guest's packets to the VF.
    /// </summary>
    public override async Task SwitchOverAsync(
        QmpClient source, long since, IReadOnlyList<NicPlace> here, CancellationToken cancellationToken)
    {
        await AwaitUnpluggedAsync(source, since, cancellationToken);
        foreach (var place in here)
        {
            await BridgeTable.ForgetAsync(place.Vf.Host, place.Candidate.Request.Bridge, place.Nic.Mac, cancellationToken);
            await place.Vf.ClearMacAsync(cancellationToken);
        }
    }

    /// <summary>Waits until the migration has begun and the guest has released its VFs.</summary>
    /// <exception cref="HarnessException">
    /// Class migration: the migration does not begin in time, or the guest does not release its VFs in time.
    /// </exception>
    public async Task AwaitUnpluggedAsync(QmpClient source, long since, CancellationToken cancellationToken)
    {
        try
        {
            var begin = await source.Events.WaitAsync(
                e => MigrationStatusText.Of(e) is not null,
                since, Settle, "the migration to begin (MIGRATION)", cancellationToken);
            await source.Events.WaitAsync(
                e => MigrationStatusText.Of(e) is not (null or MigrationStatus.Setup or MigrationStatus.WaitUnplug),
                begin.Index, Unplug, "the guest to let its VFs go (MIGRATION active)", cancellationToken);
        }
        catch (HarnessException exception) when (exception.FailureClass == FailureClass.Qmp)
        {
            throw new HarnessException(FailureClass.Migration, exception.Detail, exception);
        }
    }

    /// <summary>
    /// Waits for the VF, which QEMU plugs in itself, and makes the bridge forget that the guest was behind its tap. When the VF
    /// does not serve the guest, clears its address: the NIC must not send the virtio NIC's packets to the VF.
    /// </summary>
    public override async Task<VfService> ArriveAsync(Guest guest, NicPlace there, CancellationToken cancellationToken)
    {
        var service = await AwaitServiceAsync(guest, there.Nic, cancellationToken);
        if (service.Serves)
            await BridgeTable.ForgetAsync(there.Vf.Host, there.Candidate.Request.Bridge, there.Nic.Mac, cancellationToken);
        else
            await there.Vf.ClearMacAsync(cancellationToken);
        return service;
    }

    /// <summary>Waits until the VF carries the guest's traffic; when it does not, asks QEMU whether it has the VF.</summary>
    public async Task<VfService> AwaitServiceAsync(Guest guest, GuestNic nic, CancellationToken cancellationToken)
    {
        if (await AwaitVfAsync(guest, nic, cancellationToken) is not { } reason)
            return VfService.Plugged(nic, null);
        return await guest.Machine.Qmp.HasDeviceAsync(nic.Vf, cancellationToken)
            ? VfService.Plugged(nic, reason)
            : VfService.Unplugged(nic, reason);
    }

    public override HealthReport Check(GuestMove move, GuestNic nic, bool hadVf)
    {
        var left = move.Source.Qmp.Events.Since(0);
        var arrived = move.Destination.Qmp.Events.Since(0);
        return HealthReport.Made(
            HealthCheck.Failover,
            [.. hadVf ? NotLeft(move.Source.Name, left, nic) : [], .. NotArrived(move.Destination.Name, arrived)]);
    }

    public override Task<string?> AwaitVfAsync(Guest guest, GuestNic nic, CancellationToken cancellationToken) =>
        Interface(guest, nic).AwaitVfAsync(Settle, cancellationToken);

    internal static IEnumerable<HealthFinding> NotLeft(string source, IReadOnlyList<QmpEvent> events, GuestNic nic) =>
    [
        .. Missing(
            events.Any(e => e.Name == Unplugging && e.Text("device-id")?.EndsWith(nic.Vf, StringComparison.Ordinal) == true),
            source,
            $"{Unplugging} of {nic.Vf}"),
        .. Missing(events.Any(e => MigrationStatusText.Of(e) == MigrationStatus.WaitUnplug), source, "MIGRATION wait-unplug"),
    ];

    internal static IEnumerable<HealthFinding> NotArrived(string destination, IReadOnlyList<QmpEvent> events) =>
        Missing(events.Any(e => e.Name == Negotiated), destination, Negotiated);

    private static IEnumerable<HealthFinding> Missing(bool seen, string machine, string what) => seen
        ? []
        : [new HealthFinding(
            HealthCheck.Failover, machine, HealthSeverity.Critical, $"expected the event {what}, which did not come")];

    private static FailoverInterface Interface(Guest guest, GuestNic nic) => new(guest.Shell, nic.Mac);
}
