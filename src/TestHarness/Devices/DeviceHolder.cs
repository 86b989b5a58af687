using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Devices.Trees;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Hosts.Scripts;

namespace TestHarness.Devices;

/// <summary>A process that has a character device open.</summary>
/// <param name="GuestName">The guest's name in QEMU's <c>-name</c>; null when QEMU has none.</param>
public sealed record DeviceHolder(int ProcessId, string Program, string? GuestName)
{
    /// <summary>
    /// Takes paths below /dev. Prints the open files of processes that are links to one of them, and the command lines of these
    /// processes.
    /// </summary>
    private const string Script = OpenFileScript.Functions + """
        for device; do opened "$device"; done | while read -r descriptor file; do
            printf '%s -> %s\n' "$descriptor" "$file"
            process=${descriptor%%/fd/*}
            words=$(head -c 65536 "$process/cmdline" 2>/dev/null | tr '\0\n' '\n ') && [ -n "$words" ] || continue
            printf '%s = ' "$process/cmdline"
            printf '%s\n' "$words" | sed 's/\\/&&/g' | awk '{ printf "%s%s", separator, $0; separator = "\\0" } END { print "" }'
        done
        """;

    /// <summary>
    /// Finds the processes of a host that have one of the devices open, except those that this user may not examine.
    /// </summary>
    /// <param name="devices">Paths below /dev.</param>
    /// <returns>The processes, in the order of their IDs.</returns>
    public static async Task<ImmutableArray<DeviceHolder>> FindAsync(
        IHost host, ImmutableArray<string> devices, CancellationToken cancellationToken = default) =>
        Find(await ReadAsync(host, devices, cancellationToken), devices);

    /// <summary>Reads the part of a host's /proc that <see cref="Find"/> needs.</summary>
    public static async Task<FileTree> ReadAsync(IHost host, ImmutableArray<string> devices, CancellationToken cancellationToken)
    {
        var listing = await host.RunAsync(Command.Shell(Script, [.. devices]), cancellationToken);
        return FileTree.Of(TreeListing.Parse(listing.OrThrow(FailureClass.Provision).StandardOutput));
    }

    /// <summary>Finds the processes in a tree that have one of the devices open.</summary>
    public static ImmutableArray<DeviceHolder> Find(FileTree tree, ImmutableArray<string> devices) =>
    [
        .. tree.List("/proc")
            .Select(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && tree.List($"/proc/{id}/fd").Any(
                file => devices.Contains(tree.ReadLink($"/proc/{id}/fd/{file}") ?? "")))
            .Order()
            .Select(id => (Id: id, Words: tree.Read($"/proc/{id}/cmdline")))
            .Where(process => process.Words is not null)
            .Select(process => Of(process.Id, process.Words!.TrimEnd('\0').Split('\0'))),
    ];

    public override string ToString() => $"{Program} pid {ProcessId}" + (GuestName is null ? "" : $" (name {GuestName})");

    /// <summary>Makes a holder from a command line.</summary>
    /// <param name="words">The words of the command line: the program and its arguments.</param>
    private static DeviceHolder Of(int processId, string[] words)
    {
        var name = words.SkipWhile(word => word != "-name").ElementAtOrDefault(1)?.Split(',')[0];
        if (name?.StartsWith("guest=", StringComparison.Ordinal) == true)
            name = name["guest=".Length..];
        return new DeviceHolder(processId, words[0][(words[0].LastIndexOf('/') + 1)..], string.IsNullOrEmpty(name) ? null : name);
    }
}
