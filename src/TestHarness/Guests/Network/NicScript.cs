using System.Globalization;

namespace TestHarness.Guests.Network;

/// <summary>Functions for scripts of the guest that find its interfaces: the guest chooses their names itself.</summary>
internal static class NicScript
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The function <c>nic MAC vf|virtio</c> sets <c>$at</c> to the sysfs folder of the interface with that address and a driver
    /// other than virtio's, or virtio's own: for a failover pair its master, not the standby. <c>await CONDITION…</c> waits for a
    /// command to succeed, for <c>$limit</c> seconds at most; busybox has no command that waits for an interface. The functions
    /// start no process except for the wait, because that takes time from the driver that is waited for. <c>named MAC …</c> is
    /// <c>nic</c> once udev, where the guest has it, has given the interface its name.
    /// </summary>
    private const string Functions = """
        nic() {
            for at in /sys/class/net/*; do
                [ -e "$at/device/driver" ] && read -r mac < "$at/address" && [ "$mac" = "$1" ] || continue
                if [ "$at/device/driver" -ef /sys/bus/virtio/drivers/virtio_net ]; then
                    [ "$2" = virtio ] && { [ ! -e "$at/master" ] || [ -e "$at/master/bonding" ]; } || continue
                elif [ "$2" = virtio ]; then
                    continue
                fi
                return
            done
            return 1
        }
        await() {
            read -r clock _ < /proc/uptime; end=$((${clock%%.*} + limit))
            until "$@"; do
                read -r clock _ < /proc/uptime; [ "${clock%%.*}" -lt "$end" ] || return
                sleep 0.05
            done
        }
        named() {
            await nic "$@" || return
            ! command -v udevadm > /dev/null || udevadm settle --timeout="$limit"
            nic "$@"
        }

        """;

    /// <summary>Runs a script that may use the functions.</summary>
    /// <param name="limit">The time for which <c>await</c> waits; the shell waits longer for the guest's answer.</param>
    public static Task<ShellResult> RunAsync(
        IGuestShell shell, string script, TimeSpan limit, CancellationToken cancellationToken)
    {
        var seconds = Math.Ceiling(limit.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return shell.RunAsync($"limit={seconds}\n{Functions}{script}", (2 * limit) + Grace, cancellationToken);
    }
}
