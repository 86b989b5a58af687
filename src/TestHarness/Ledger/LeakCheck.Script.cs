namespace TestHarness.Ledger;

public sealed partial record LeakCheck
{
    /// <summary>
    /// $1: the tag of this look, $2: the session. A line is a kind and a name. A kind whose listing fails is printed with its
    /// reason after '!'. A kind that the host does not have lists nothing; the look itself shows that processes can be listed.
    /// libvirt is asked for all its kinds at once, and for each by itself when that answer is not as it should be. The script
    /// starts few processes: each costs milliseconds on an emulated host.
    /// </summary>
    internal const string Script = """
        look=$1 session=$2 newline='
        '
        item() { [ -z "$1" ] || printf '%s %s\n' "$kind" "$1"; }
        listed() { kind=$1 why=; shift; "$@" || echo "!$kind ${why:-the listing failed without a reason}"; }
        items() { IFS=$newline; set -f; for name in $1; do item "$name"; done; set +f; unset IFS; }
        lines() {
            if names=$("$@" 2>/dev/null); then items "$names"; else
                why=$("$@" 2>&1 >/dev/null | tr '\n' ' '); return 1
            fi
        }
        readable() { for folder; do [ -r "$folder" ] || { why="$folder cannot be read"; return 1; }; done; }
        files() {
            readable /var/tmp || return
            for file in /var/tmp/testharness-"$session"-*; do [ ! -e "$file" ] && [ ! -L "$file" ] || item "$file"; done
        }
        processes() {
            seen= found=$(LC_ALL=C grep -azH "^TESTHARNESS_PROCESS=$session-" /proc/[0-9]*/environ 2>/dev/null | tr '\0' '\n')
            for match in $found; do
                tag=${match#*=} process=${match#/proc/}
                if [ "$tag" = "$look" ]; then seen=1; else item "${process%%/*} (tag $tag)"; fi
            done
            [ -n "$seen" ] || { why='/proc does not show the process of this look'; return 1; }
        }
        in_sysfs() {
            [ -d /sys/kernel ] || { why='sysfs is not mounted on /sys'; return 1; }
            for entry; do [ ! -e "$entry" ] || item "${entry##*/}"; done
        }
        definitions() {
            [ -d /etc/mdevctl.d ] || return 0
            readable /etc/mdevctl.d || return
            for parent in /etc/mdevctl.d/*/; do
                [ -d "$parent" ] || continue
                readable "$parent" || return
                for file in "$parent"*-*-*-*-*; do [ ! -f "$file" ] || [ -L "$file" ] || item "${file#/etc/mdevctl.d/}"; done
            done
        }
        functions() {
            in_sysfs && for count in /sys/bus/pci/devices/*/sriov_numvfs; do
                [ -e "$count" ] || continue
                read -r number < "$count" || return
                device=${count%/sriov_numvfs}; item "${device##*/}: $number"
            done
        }
        taps() { in_sysfs && for tap in /sys/class/net/*/tun_flags; do [ ! -e "$tap" ] || in_sysfs "${tap%/tun_flags}"; done; }
        virsh_says() { LC_ALL=C virsh -q -c qemu:///system "$@"; }
        all_of_libvirt() {
            said=$(virsh_says "pool-list --all --name; echo $look-pool; net-list --all --name; echo $look-network; \
                list --all --name; echo $look-domain" 2>&1) || return
            case $said in *error:*) return 1 ;; *"$look-pool"*"$look-network"*"$look-domain") ;; *) return 1 ;; esac
            pools=${said%%"$look-pool"*} networks=${said#*"$look-pool"} domains=${said#*"$look-network"}
            networks=${networks%%"$look-network"*} domains=${domains%"$look-domain"}
        }
        libvirt() { if [ -n "$at_once" ]; then items "$1"; else lines virsh_says "$2" --all --name; fi; }

        listed file files
        listed process processes
        listed vport in_sysfs /sys/class/fc_vports/*
        listed vdpa in_sysfs /sys/bus/vdpa/devices/*
        listed mdev in_sysfs /sys/bus/mdev/devices/*
        listed mdev-definition definitions
        listed vfs functions
        listed vfio-pci in_sysfs /sys/bus/pci/drivers/vfio-pci/*:*
        listed tap taps
        listed module lines cut -d ' ' -f 1 /proc/modules
        if [ -S /run/libvirt/libvirt-sock ]; then
            echo "libvirt /run/libvirt/libvirt-sock"
            at_once=; ! all_of_libvirt || at_once=1
            listed pool libvirt "$pools" pool-list
            listed network libvirt "$networks" net-list
            listed domain libvirt "$domains" list
        fi
        true
        """;
}
