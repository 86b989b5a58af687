using System.Globalization;
using TestHarness.Devices.Vfio.Sriov;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Devices.Vfio.Binding;

/// <summary>The MAC address that a NIC assigns to one of its virtual functions.</summary>
internal static class VfMac
{
    /// <summary>$1: the NIC's interface, $2: the function's index, $3: the address.</summary>
    private const string Set = """
        ! ip -o link show dev "$1" 2>/dev/null | grep -q . && exit 0
        [ -e "/sys/class/net/$1/device/virtfn$2" ] || exit 0
        ip link set dev "$1" vf "$2" mac "$3"
        """;

    /// <summary>Sets the address; the undo restores the earlier one.</summary>
    public static Task<LedgerEntry> SetAsync(
        IHost host,
        LedgerScope scope,
        PhysicalFunction pf,
        VirtualFunction vf,
        string mac,
        CancellationToken cancellationToken) =>
        scope.ProvisionAsync(host, $"MAC address {vf.Mac} of {vf.Address}", Of(pf, vf, vf.Mac), async () =>
            (await host.RunAsync(Of(pf, vf, mac), cancellationToken)).OrThrow(FailureClass.Provision));

    /// <summary>Clears the address without a ledger entry; for an address whose setter (libvirt) restores it.</summary>
    public static async Task ClearAsync(
        IHost host, PhysicalFunction pf, VirtualFunction vf, CancellationToken cancellationToken) =>
        (await host.RunAsync(Of(pf, vf, VirtualFunction.NoMac), cancellationToken)).OrThrow(FailureClass.Provision);

    private static Command Of(PhysicalFunction pf, VirtualFunction vf, string mac) =>
        Command.Shell(Set, pf.Interface, vf.Index.ToString(CultureInfo.InvariantCulture), mac);
}
