namespace TestHarness.Ledger;

public sealed partial record LeakCheck
{
    /// <summary>
    /// $1: the tag of this look, $2: the session. A line is a kind and a name. A kind whose listing fails is printed with its
    /// reason after '!'. A kind that the host does not have lists nothing; the look itself shows that processes can be listed.
    /// </summary>
    internal const string Script = """
        look=$1 session=$2
        listed() {
            kind=$1; shift
            if names=$("$@" 2>/dev/null); then
                [ -z "$names" ] || echo "$names" | while IFS= read -r name; do [ -z "$name" ] || echo "$kind $name"; done
            else
                why=$("$@" 2>&1 >/dev/null | tr '\n' ' ')
                echo "!$kind ${why:-the listing failed without a reason}"
            fi
        }
        processes() {
            seen=
            for environ in $(grep -lz "^TESTHARNESS_PROCESS=$session-" /proc/[0-9]*/environ 2>/dev/null); do
                tag=$(tr '\0' '\n' < "$environ" 2>/dev/null | sed -n 's/^TESTHARNESS_PROCESS=//p')
                process=${environ%/environ}
                if [ "$tag" = "$look" ]; then seen=1
                elif [ -n "$tag" ]; then echo "${process#/proc/} (tag $tag)"; fi
            done
            [ -n "$seen" ] || { echo "/proc does not show the process of this look" >&2; return 1; }
        }
        in_sysfs() {
            [ -d /sys/kernel ] || { echo "sysfs is not mounted on /sys" >&2; return 1; }
            for entry; do [ ! -e "$entry" ] || echo "${entry##*/}"; done
        }
        definitions() {
            [ ! -d /etc/mdevctl.d ] || find /etc/mdevctl.d -mindepth 2 -maxdepth 2 -type f -name '*-*-*-*-*' -printf '%P\n'
        }
        functions() {
            in_sysfs && for count in /sys/bus/pci/devices/*/sriov_numvfs; do
                [ -e "$count" ] || continue
                number=$(cat "$count") || return
                device=${count%/sriov_numvfs}; echo "${device##*/}: $number"
            done
        }
        taps() { in_sysfs && for tap in /sys/class/net/*/tun_flags; do [ ! -e "$tap" ] || in_sysfs "${tap%/tun_flags}"; done; }
        libvirt() { LC_ALL=C virsh -q -c qemu:///system "$@" --all --name; }

        listed file find /var/tmp -maxdepth 1 -name "testharness-$session-*"
        listed process processes
        listed vport in_sysfs /sys/class/fc_vports/*
        listed vdpa in_sysfs /sys/bus/vdpa/devices/*
        listed mdev in_sysfs /sys/bus/mdev/devices/*
        listed mdev-definition definitions
        listed vfs functions
        listed vfio-pci in_sysfs /sys/bus/pci/drivers/vfio-pci/*:*
        listed tap taps
        listed module cut -d ' ' -f 1 /proc/modules
        if [ -S /run/libvirt/libvirt-sock ]; then
            echo "libvirt /run/libvirt/libvirt-sock"
            listed pool libvirt pool-list
            listed network libvirt net-list
            listed domain libvirt list
        fi
        true
        """;
}
