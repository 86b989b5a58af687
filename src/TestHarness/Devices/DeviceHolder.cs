using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Devices;

/// <summary>A process that has a character device open.</summary>
/// <param name="GuestName">What QEMU was given as <c>-name</c>; null where nothing was.</param>
public sealed record DeviceHolder(int ProcessId, string Program, string? GuestName)
{
    /// <summary>$1: the root of the tree that has /proc, the rest: devices. One line a process: pid, program and QEMU's -name, separated by tabs.</summary>
    private const string Holders = """
        root=${1%/}; shift
        for device; do find "$root"/proc/[0-9]*/fd -lname "$device" 2>/dev/null; done | sed 's|.*/proc/||; s|/.*||' | sort -nu | while read -r pid; do
            words=$(tr '\0\n\t' '\n  ' < "$root/proc/$pid/cmdline" 2>/dev/null) || continue
            program=$(echo "$words" | head -n 1)
            name=$(echo "$words" | sed -n '/^-name$/{n;s/,.*//;s/^guest=//;p;q;}')
            printf '%s\t%s\t%s\n' "$pid" "${program##*/}" "$name"
        done
        """;

    /// <param name="devices">Paths below /dev.</param>
    /// <param name="root">The directory whose <c>proc</c> is looked into.</param>
    /// <returns>The processes of the host that have one of the devices open; none of those this user may not look into.</returns>
    public static async Task<ImmutableArray<DeviceHolder>> FindAsync(
        IHost host, ImmutableArray<string> devices, string root = "/", CancellationToken cancellationToken = default)
    {
        var result = (await host.RunAsync(Command.Shell(Holders, [root, .. devices]), cancellationToken)).OrThrow(FailureClass.Provision);
        return [.. result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Select(
            fields => new DeviceHolder(int.Parse(fields[0], CultureInfo.InvariantCulture), fields[1], fields[2].Length == 0 ? null : fields[2]))];
    }

    public override string ToString() => $"{Program} pid {ProcessId}" + (GuestName is null ? "" : $" (name {GuestName})");
}
