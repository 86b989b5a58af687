using System.Collections.Immutable;
using System.Text;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Ledger;

/// <summary>
/// The copy of a ledger that a host keeps of its own entries, so that any tester can undo them when the run that made them is
/// lost. The files are in a folder of the user on the host, and no other user can write there: what they say is run.
/// </summary>
/// <remarks>
/// An entry that is undone before the scenario's end stays in the copy. It may be undone once more, which does nothing.
/// </remarks>
public static class HostLedger
{
    private const string FileLine = "file ";

    /// <summary>Sets the variable <c>folder</c>; ends the script with code 73 when another user has made the folder.</summary>
    private const string FindFolder = """
        umask 077
        folder=/var/tmp/testharness-ledgers-$(id -u)
        if [ -e "$folder" ] || [ -L "$folder" ]; then
          [ -d "$folder" ] && [ ! -L "$folder" ] && [ -O "$folder" ] ||
            { echo "$folder is not a folder of this user: remove it" >&2; exit 73; }
        fi

        """;

    private const string AppendScript = FindFolder + """
        { [ -d "$folder" ] || mkdir -p "$folder"; } && printf '%s\n' "$2" >> "$folder/$1"
        """;

    private const string ReplaceScript = FindFolder + """
        printf '%s\n' "$2" > "$folder/$1.new" && mv "$folder/$1.new" "$folder/$1"
        """;

    private const string RemoveScript = FindFolder + """
        rm -f "$folder/$1" && { rmdir "$folder" 2> /dev/null || :; }
        """;

    private const string ListScript = FindFolder + """
        for file in "$folder"/*.jsonl; do
          [ ! -f "$file" ] || { echo "file ${file##*/}"; cat "$file"; }
        done
        """;

    /// <summary>
    /// Undoes what lost runs have left on the host, the last entry first. The caller has the host's lease, so that no run that
    /// is alive has entries there.
    /// </summary>
    /// <param name="note">Takes messages for a person: what was undone, and what could not be undone and stays.</param>
    /// <exception cref="HarnessException">Class leak: the copies could not be read.</exception>
    public static async Task<ImmutableArray<LedgerEntry>> UndoAsync(
        IHost host, Action<string> note, CancellationToken cancellationToken = default)
    {
        var list = await host.RunAsync(Command.Shell(ListScript), cancellationToken);
        if (!list.Succeeded)
            throw new HarnessException(
                FailureClass.Leak, $"the ledgers on {host.Name} cannot be read: {list.StandardError.Trim()}");
        var undone = ImmutableArray.CreateBuilder<LedgerEntry>();
        foreach (var (name, lines) in Files(list.StandardOutput))
        {
            var (pending, _, malformed) = LedgerLine.ReadPending(Encoding.UTF8.GetBytes(lines));
            foreach (var line in malformed)
                note($"{host.Name}: line {line.Number} of the ledger {name} there is left out: {line.Why}");
            var failed = await UndoAsync(pending, host, note, cancellationToken);
            undone.AddRange(pending.Except(failed));
            if (failed.IsEmpty)
                await RemoveAsync(host, name, cancellationToken);
            else
                await ReplaceAsync(host, name, failed, cancellationToken);
        }

        return undone.ToImmutable();
    }

    /// <summary>Adds an entry to the copy of a ledger.</summary>
    /// <param name="name">The name of the ledger's file.</param>
    /// <exception cref="HarnessException">Class provision: the host cannot keep the entry.</exception>
    internal static async Task AppendAsync(IHost host, string name, LedgerEntry entry)
    {
        var result = await host.RunAsync(Command.Shell(AppendScript, name, Line(entry)));
        if (!result.Succeeded)
            throw new HarnessException(
                FailureClass.Provision,
                $"{entry.Description} on {host.Name} was not made, as the host cannot keep its entry of the ledger: "
                + result.StandardError.Trim());
    }

    /// <summary>Removes the copy of a ledger; does nothing when there is none.</summary>
    /// <exception cref="HarnessException">Class leak: the copy could not be removed.</exception>
    internal static async Task RemoveAsync(IHost host, string name, CancellationToken cancellationToken = default) =>
        (await host.RunAsync(Command.Shell(RemoveScript, name), cancellationToken)).OrThrow(FailureClass.Leak);

    private static async Task ReplaceAsync(
        IHost host, string name, IEnumerable<LedgerEntry> entries, CancellationToken cancellationToken)
    {
        var lines = string.Join('\n', entries.Select(Line));
        (await host.RunAsync(Command.Shell(ReplaceScript, name, lines), cancellationToken)).OrThrow(FailureClass.Leak);
    }

    /// <summary>Undoes entries; returns those that could not be undone, oldest first.</summary>
    private static async Task<ImmutableArray<LedgerEntry>> UndoAsync(
        ImmutableArray<LedgerEntry> pending, IHost host, Action<string> note, CancellationToken cancellationToken)
    {
        var failed = ImmutableArray.CreateBuilder<LedgerEntry>();
        foreach (var entry in pending.Reverse())
        {
            var failure = await entry.UndoAsync(() => host, cancellationToken);
            note(failure is null
                ? $"{host.Name}: removed {entry.Description}, which a lost run has left"
                : $"{host.Name}: {entry.Description}, which a lost run has left, could not be removed: {failure.Detail}");
            if (failure is not null)
                failed.Insert(0, entry);
        }

        return failed.ToImmutable();
    }

    /// <summary>Splits the listing; a line of a ledger starts with '{', and so differs from the line before a file.</summary>
    private static IEnumerable<(string Name, string Lines)> Files(string listing) => $"\n{listing}"
        .Split($"\n{FileLine}", StringSplitOptions.RemoveEmptyEntries)
        .Select(file => file.Split('\n', 2))
        .Select(parts => (parts[0], parts[1]));

    /// <summary>Returns the line of an entry. Seen from the host, the entry's host is this machine.</summary>
    private static string Line(LedgerEntry entry) =>
        new LedgerLine(Entry: entry with { Connection = new LocalConnection() }).ToJson();
}
