namespace TestHarness.Guests.Network;

/// <summary>Functions for scripts of the guest, by which its interfaces are found: their names are the guest's own choice.</summary>
internal static class NicScript
{
    /// <summary>
    /// <c>nic MAC vf|virtio</c> prints the interface with that address and a driver other than virtio's, or virtio's own one: of a failover pair
    /// its master, not the standby. <c>await CONDITION…</c> waits for a command to succeed; nothing in busybox waits for an interface.
    /// </summary>
    public const string Functions = """
        nic() {
            for at in /sys/class/net/*; do
                [ -e "$at/device/driver" ] && [ "$(cat "$at/address")" = "$1" ] || continue
                driver=$(readlink "$at/device/driver")
                case $2:${driver##*/} in
                    virtio:virtio_net) [ ! -e "$at/master" ] || case $(readlink "$at/master") in *bond*) ;; *) continue ;; esac ;;
                    vf:virtio_net | virtio:*) continue ;;
                esac
                echo "${at##*/}"
                return
            done
            return 1
        }
        await() { until "$@"; do sleep 0.05; done; }
        has_nic() { nic "$@" > /dev/null; }

        """;
}
