using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Guests.Network;
using TestHarness.Health;
using TestHarness.Migration;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qmp;
using TestHarness.Qmp.Hotplug;

namespace TestHarness.Devices.Vfio.Nics;

/// <summary>
/// A bond in the guest, which the harness controls: before a migration it takes the VF out of the bond and unplugs it, and
/// afterwards it plugs in the destination's VF and adds that to the bond (seed 002).
/// </summary>
public sealed class GuestBond(TimeSpan unplug, TimeSpan settle) : VfSwapStrategy(unplug, settle)
{
    public override bool HasOneMac => false;

    public override ImmutableArray<QemuOption> Options(NicPlace place, bool incoming) => incoming
        ? Standby(place, failover: false)
        :
        [
            .. Standby(place, failover: false),
            new Device("vfio-pci", place.Nic.Vf).With("host", place.Vf.Function.Address).With("bus", place.Nic.VfPort),
        ];

    public override Task SetUpAsync(Guest guest, GuestNic nic, CancellationToken cancellationToken) =>
        Bond(guest, nic).SetUpAsync(nic.Address, Settle, cancellationToken);

    /// <summary>Takes the VF out of the bond and unplugs it; puts the VF back when the guest does not release it.</summary>
    public override async Task LeaveAsync(Guest guest, NicPlace here, bool serves, CancellationToken cancellationToken)
    {
        var bond = Bond(guest, here.Nic);
        await bond.ReleaseVfAsync(serves, Settle, cancellationToken);
        try
        {
            await guest.Machine.Qmp.DeleteDeviceAsync(here.Nic.Vf, Unplug, cancellationToken);
        }
        catch (HarnessException exception) when (exception.FailureClass == FailureClass.Qmp)
        {
            var back = serves ? await bond.EnslaveVfAsync(Settle, cancellationToken) : null;
            var unserved = back is null ? "" : $"; the VF was put back into the bond, but {back}";
            throw new HarnessException(FailureClass.Migration, $"{exception.Detail}{unserved}", exception);
        }

        await here.Vf.ClearMacAsync(cancellationToken);
    }

    public override Task SwitchOverAsync(
        QmpClient source, long since, IReadOnlyList<NicPlace> here, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public override async Task<VfService> ArriveAsync(Guest guest, NicPlace there, CancellationToken cancellationToken)
    {
        var device = new Dictionary<string, object>
        {
            ["driver"] = "vfio-pci", ["id"] = there.Nic.Vf, ["host"] = there.Vf.Function.Address, ["bus"] = there.Nic.VfPort,
        };
        if (await guest.Machine.Qmp.TryAddDeviceAsync(device, cancellationToken) is not { } refusal)
            return VfService.Plugged(there.Nic, await Bond(guest, there.Nic).EnslaveVfAsync(Settle, cancellationToken));

        var holders = await DeviceHolder.FindAsync(
            there.Vf.Host, [$"/dev/vfio/{there.Vf.Function.IommuGroup}"], cancellationToken: cancellationToken);
        var who = holders.IsEmpty ? "" : $"; {there.Vf.Function.Address} is held by {string.Join(", ", holders)}";
        return VfService.Unplugged(there.Nic, $"QEMU refused the VF: {refusal}{who}");
    }

    public override Task<string?> AwaitVfAsync(Guest guest, GuestNic nic, CancellationToken cancellationToken) =>
        Bond(guest, nic).AwaitVfAsync(Settle, cancellationToken);

    public override HealthReport Check(GuestMove move, GuestNic nic, bool hadVf) => HealthReport.Clean;

    private static BondInterface Bond(Guest guest, GuestNic nic) => new(guest.Shell, $"bond{nic.Number - 1}", nic.Mac, nic.VfMac);
}
