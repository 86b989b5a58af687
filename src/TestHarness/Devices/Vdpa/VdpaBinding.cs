using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Hosts.Scripts;
using TestHarness.Ledger;

namespace TestHarness.Devices.Vdpa;

/// <summary>Which driver a device of the vdpa bus has, and the character device that comes of it.</summary>
internal static class VdpaBinding
{
    public const string Driver = "vhost_vdpa";

    /// <summary>$1: the device. Prints driver, driver_override and character device, '-' for none.</summary>
    private const string Look = """
        device=/sys/bus/vdpa/devices/$1
        [ -e "$device" ] || {
            all=$(ls /sys/bus/vdpa/devices | tr '\n' ' ')
            echo "there is no $device; there are: ${all:-none}" >&2
            exit 1
        }
        driver=$(readlink "$device/driver") || driver=-
        override=$(cat "$device/driver_override") || override='(null)'
        [ "$override" != '(null)' ] || override=-
        node=-
        for found in "$device"/vhost-vdpa-*; do [ ! -c "/dev/${found##*/}" ] || node=/dev/${found##*/}; done
        echo "${driver##*/} $override $node"
        """;

    /// <summary>
    /// $1: the device. The character device is in no class and on no bus, so udev hears nothing of it and cannot wait for it:
    /// it is polled, for 10 s. It is there at once where devtmpfs makes it.
    /// </summary>
    private const string Await = "await=$1; look() {\n" + Look + "\n}\n" + """
        tries=0
        while state=$(look "$await") && [ "${state##* }" = - ] && [ "$tries" -lt 100 ]; do tries=$((tries + 1)); sleep 0.1; done
        echo "$state"
        """;

    /// <summary>
    /// $1: the device, $2: its driver or '-', $3: its driver_override or '-'. Nothing is done where it has both, as when a
    /// creation changed nothing. A device with an open character device is never unbound: that hangs. So may the removal of a
    /// virtio disk that udev still reads, before and after; udev is waited for.
    /// </summary>
    private const string Rebind = OpenFileScript.Functions + """
        settle() {
            ! command -v udevadm >/dev/null || udevadm settle --timeout=20 \
                || { echo "udev was not done within 20 s" >&2; exit 1; }
        }
        device=/sys/bus/vdpa/devices/$1
        [ -e "$device" ] || exit 0
        driver=$(readlink "$device/driver") && driver=${driver##*/} || driver=-
        override=$(cat "$device/driver_override") && [ "$override" != '(null)' ] && [ -n "$override" ] || override=-
        [ "$driver $override" != "$2 $3" ] || exit 0
        settle
        for node in "$device"/vhost-vdpa-*; do
            held=$(holders "/dev/${node##*/}")
            [ -z "$held" ] || { echo "/dev/${node##*/} is held open by process" $held "; end it first" >&2; exit 1; }
        done
        for disk in "$device"/virtio*/block/*; do
            [ -e "$disk" ] || continue
            number=$(cat "$disk/dev")
            ! grep -q " $number " /proc/self/mountinfo && [ -z "$(ls "$disk/holders")" ] \
                && ! grep -q "^/dev/${disk##*/}[ 0-9]" /proc/swaps \
                && ! grep -q "/${disk##*/}[0-9]" /proc/self/mounts && [ -z "$(opened "/dev/${disk##*/}*")" ] \
                || { echo "/dev/${disk##*/} on it is in use" >&2; exit 1; }
        done
        [ ! -e "$device/driver" ] || echo "$1" > "$device/driver/unbind" || exit
        if [ "$2" != - ]; then
            echo "$2" > "$device/driver_override" && echo "$1" > "/sys/bus/vdpa/drivers/$2/bind" || exit
            settle
        fi
        if [ "$3" = - ]; then echo > "$device/driver_override"; else echo "$3" > "$device/driver_override"; fi
        """;

    /// <summary>Binds a device to vhost_vdpa, if it is not, and waits for its character device.</summary>
    public static async Task<VdpaDevice> BindAsync(
        IHost host, LedgerScope scope, VdpaDeviceName name, string managementDevice, CancellationToken cancellationToken)
    {
        var before = await LookAsync(host, name, cancellationToken);
        if (before.Driver != Driver)
        {
            var undo = Command.Shell(Rebind, name.Text, before.Driver ?? "-", before.Override ?? "-");
            await scope.ProvisionAsync(host, $"driver {before.Driver ?? "none"} of vdpa device {name}", undo, async () =>
                (await host.RunAsync(
                    Command.Shell(Rebind, name.Text, Driver, before.Override ?? "-"),
                    cancellationToken)).OrThrow(FailureClass.Provision));
        }

        var bound = await RunAsync(host, Await, name, cancellationToken);
        return bound is { Driver: Driver, CharacterDevice: { } node }
            ? new VdpaDevice(name, node, managementDevice, Driver)
            : throw new HarnessException(
                FailureClass.Provision,
                $"vdpa device {name} on {host.Name} was expected to have driver {Driver} and a /dev/vhost-vdpa-N within 10 s; " +
                "found driver " +
                $"{bound.Driver ?? "none"} and {bound.CharacterDevice ?? "no character device"}; look whether module " +
                "vhost_vdpa is loaded and /dev is a devtmpfs");
    }

    /// <exception cref="HarnessException">Class provision: there is no such device; names those that are there.</exception>
    public static Task<State> LookAsync(IHost host, VdpaDeviceName name, CancellationToken cancellationToken) =>
        RunAsync(host, Look, name, cancellationToken);

    private static async Task<State> RunAsync(IHost host, string script, VdpaDeviceName name, CancellationToken cancellationToken)
    {
        var result = await host.RunAsync(Command.Shell(script, name.Text), cancellationToken);
        if (result is { Succeeded: false, StandardError: { Length: > 0 } why })
            throw new HarnessException(FailureClass.Provision, $"vdpa device {name} on {host.Name}: {why.Trim()}");

        var said = result.OrThrow(FailureClass.Provision).StandardOutput;
        return said.Trim()
            .Split(' ').Select(word => word == "-" ? null : word).ToArray() is [var driver, var driverOverride, var node]
            ? new State(driver, driverOverride, node)
            : throw new HarnessException(
                FailureClass.Provision, $"vdpa device {name} on {host.Name} has an odd state in sysfs: {said.Trim()}");
    }

    internal sealed record State(string? Driver, string? Override, string? CharacterDevice);
}
