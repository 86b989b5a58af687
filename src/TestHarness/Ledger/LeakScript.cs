using System.Collections.Immutable;

namespace TestHarness.Ledger;

/// <summary>Composes the shell script that lists the items of a host in one command.</summary>
internal static class LeakScript
{
    /// <summary>
    /// The functions of the script. $1: the tag of this listing, $2: the session. Functions for probes: <c>item NAME</c> prints
    /// one thing of the kind; <c>lines COMMAND…</c> prints one for each line of a command's output; <c>in_sysfs FILE…</c> prints
    /// the name of each file that exists; <c>readable FOLDER…</c> fails with a reason when a folder cannot be read. The script
    /// starts few processes: each costs milliseconds on an emulated host.
    /// </summary>
    private const string Words = """
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
        in_sysfs() {
            [ -d /sys/kernel ] || { why='sysfs is not mounted on /sys'; return 1; }
            for entry; do [ ! -e "$entry" ] || item "${entry##*/}"; done
        }
        virsh_says() { LC_ALL=C virsh -q -c qemu:///system "$@"; }
        libvirt() {
            if [ -n "$at_once" ]; then
                names=${said%%"$look-$kind"*} said=${said#*"$look-$kind"}; items "$names"
            else lines virsh_says "$1" --all --name; fi
        }

        """;

    /// <summary>Returns the script for these probes.</summary>
    /// <remarks>
    /// The script prints a line for each thing: a kind and a name. It prints a kind whose listing fails after '!', with the
    /// reason. It prints nothing for a kind that the host does not have.
    /// </remarks>
    public static string Compose(ImmutableArray<LeakProbe> probes) =>
        Words + string.Concat(probes.OfType<ScriptProbe>().Select(List)) + ListAll([.. probes.OfType<LibvirtProbe>()]) + "true";

    private static string List(ScriptProbe probe, int index) => $$"""
        probe{{index}}() {
        {{probe.Listing}}
        }
        listed {{probe.Kind}} probe{{index}}

        """;

    /// <summary>
    /// Returns the part of the script that lists libvirt's socket, then the things of all probes in one call of virsh: each list
    /// ends with a line of its own. When that output is malformed, the script calls virsh once for each list.
    /// </summary>
    private static string ListAll(LibvirtProbe[] probes)
    {
        var commands = string.Join("; ", probes.Select(probe => $"{probe.ListCommand} --all --name; echo $look-{probe.Kind}"));
        var answer = string.Concat(probes.Select(probe => $"*\"$look-{probe.Kind}\""));
        var lists = string.Concat(probes.Select(probe => $"    listed {probe.Kind} libvirt {probe.ListCommand}\n"));
        return $$"""
            all_of_libvirt() {
                said=$(virsh_says "{{commands}}" 2>&1) || return
                case $said in *error:*) return 1 ;; {{answer}}) ;; *) return 1 ;; esac
            }
            if [ -S /run/libvirt/libvirt-sock ]; then
                echo "libvirt /run/libvirt/libvirt-sock"
                at_once=; ! all_of_libvirt || at_once=1
            {{lists}}fi

            """;
    }
}
