using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Ledger;

/// <summary>
/// What there is on a host of the kinds that scenarios provision; two of them are compared around a scenario. Of files and processes
/// only this harness's own count: others may run side by side.
/// </summary>
/// <param name="Items">One line each: the kind and the name.</param>
public sealed record LeakCheck(string Host, ImmutableSortedSet<string> Items)
{
    /// <summary>Every kind is read from the kernel or a socket's presence; a kind that the host does not have lists nothing.</summary>
    internal const string Script = """
        look=$1 session=$2
        for file in /var/tmp/testharness-"$session"-*; do [ -e "$file" ] && echo "file $file"; done
        for environ in $(grep -lz "^TESTHARNESS_PROCESS=$session-" /proc/[0-9]*/environ 2>/dev/null); do
            tag=$(tr '\0' '\n' < "$environ" 2>/dev/null | sed -n 's/^TESTHARNESS_PROCESS=//p')
            [ -z "$tag" ] || [ "$tag" = "$look" ] || { process=${environ%/environ}; echo "process ${process#/proc/} (tag $tag)"; }
        done
        for port in /sys/class/fc_vports/*; do [ -e "$port" ] && echo "vport ${port##*/}"; done
        for device in /sys/bus/vdpa/devices/*; do [ -e "$device" ] && echo "vdpa ${device##*/}"; done
        for device in /sys/bus/mdev/devices/*; do [ -e "$device" ] && echo "mdev ${device##*/}"; done
        for file in /etc/mdevctl.d/*/*-*-*-*-*; do [ -f "$file" ] && echo "mdev-definition ${file#/etc/mdevctl.d/}"; done
        for count in /sys/bus/pci/devices/*/sriov_numvfs; do
            [ -e "$count" ] && device=${count%/sriov_numvfs} && echo "vfs ${device##*/}: $(cat "$count")"
        done
        for device in /sys/bus/pci/drivers/vfio-pci/*:*; do [ -e "$device" ] && echo "vfio-pci ${device##*/}"; done
        for tap in /sys/class/net/*/tun_flags; do [ -e "$tap" ] && tap=${tap%/tun_flags} && echo "tap ${tap##*/}"; done
        awk '{ print "module " $1 }' /proc/modules
        if [ -S /run/libvirt/libvirt-sock ]; then
            virsh -q pool-list --all --name 2>/dev/null | sed -n 's/^\(..*\)/pool \1/p'
            virsh -q net-list --all --name 2>/dev/null | sed -n 's/^\(..*\)/network \1/p'
            virsh -q list --all --name 2>/dev/null | sed -n 's/^\(..*\)/domain \1/p'
        fi
        true
        """;

    private static readonly string[] Lasting = ["file ", "pool ", "mdev-definition "];

    public static async Task<LeakCheck> TakeAsync(IHost host, CancellationToken cancellationToken = default)
    {
        var look = ProcessTag.NewId();
        var command = Command.Shell(Script, look, ProcessTag.Session).WithEnvironment(ProcessTag.Variable, look);
        var result = (await host.RunAsync(command, cancellationToken)).OrThrow(FailureClass.Leak);
        return new LeakCheck(host.Name, [.. result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)]);
    }

    /// <summary>Without what goes with a reboot.</summary>
    public LeakCheck OfWhatLasts => this with { Items = [.. Items.Where(item => Lasting.Any(kind => item.StartsWith(kind, StringComparison.Ordinal)))] };

    /// <returns>What is there now and was not before, or the other way round.</returns>
    public ImmutableArray<string> DifferencesSince(LeakCheck before) =>
    [
        .. Items.Except(before.Items).Select(item => $"{Host}: left behind: {item}"),
        .. before.Items.Except(Items).Where(item => !item.StartsWith("process ", StringComparison.Ordinal)).Select(item => $"{Host}: gone: {item}"),
    ];
}
