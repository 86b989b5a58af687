using TestHarness.Devices.Vfio.Sriov;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Devices.Vfio.Binding;

/// <summary>The driver of a PCI device.</summary>
/// <remarks>Linux Documentation/driver-api/vfio.rst; Documentation/ABI/testing/sysfs-bus-pci, driver_override.</remarks>
internal static class VfioBinding
{
    private const string Driver = "vfio-pci";

    /// <summary>
    /// $1: the device, $2: its driver or '-', $3: its driver_override afterwards or '-'. A device that a process has open through
    /// VFIO is never unbound: the kernel would wait for the process.
    /// </summary>
    private const string Bind = VfioHolder.Function + """
        device=/sys/bus/pci/devices/$1
        [ -e "$device" ] || exit 0
        current() { target=$(readlink "$device/driver") && echo "${target##*/}" || echo -; }
        if [ "$(current)" != "$2" ]; then
            refuse_held "$1"
            [ ! -e "$device/driver" ] || echo "$1" > "$device/driver/unbind" || exit
            if [ "$2" != - ]; then
                echo "$2" > "$device/driver_override" && echo "$1" > /sys/bus/pci/drivers_probe || exit
                [ "$(current)" = "$2" ] || {
                    echo "$1 was expected to get driver $2, and has $(current): $(dmesg | grep "$1" | tail -n 1)" >&2
                    exit 1
                }
            fi
        fi
        if [ "$3" = - ]; then echo > "$device/driver_override"; else echo "$3" > "$device/driver_override"; fi
        """;

    /// <summary>Binds a function to vfio-pci; the undo restores its present driver.</summary>
    public static Task<LedgerEntry> BindAsync(
        IHost host, LedgerScope scope, VirtualFunction vf, CancellationToken cancellationToken)
    {
        var undo = Command.Shell(Bind, vf.Address, vf.Driver ?? "-", vf.Override ?? "-");
        return scope.ProvisionAsync(host, $"driver {vf.Driver ?? "none"} of {vf.Address}", undo, async () =>
            (await host.RunAsync(Command.Shell(Bind, vf.Address, Driver, Driver), cancellationToken)).OrThrow(
                FailureClass.Provision));
    }
}
