using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Ledger;

/// <summary>
/// A write-ahead log of the resources on hosts and their undos. An entry is on the disk before its resource is made. The file is
/// locked while its owner runs, and deleted when all entries are undone.
/// </summary>
public sealed partial class UndoLedger : IAsyncDisposable
{
    internal const string Extension = ".jsonl";

    private static readonly ConcurrentDictionary<UndoLedger, bool> OfProcess = [];

    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly FileStream _file;
    private readonly Func<string, string> _redact;
    private readonly Func<HostConnection, IHost?> _copies;
    private ImmutableSortedDictionary<int, LedgerEntry> _pending;
    private ImmutableArray<LedgerEntry> _recorded = [];
    private string _unwrittenMarks = "";
    private int _first = 1;
    private int _last;

    private UndoLedger(
        FileStream file,
        ImmutableArray<LedgerEntry> pending,
        Func<string, string>? redact = null,
        Func<HostConnection, IHost?>? copies = null,
        KeptScenario? kept = null)
    {
        Kept = kept;
        (_file, _redact, _copies) = (file, redact ?? (text => text), copies ?? (_ => null));
        _pending = pending.ToImmutableSortedDictionary(entry => entry.Number, entry => entry);
        _last = pending.IsEmpty ? 0 : pending[^1].Number;
        OfProcess[this] = true;
    }

    /// <summary>The entries of all ledgers of this process that are not undone yet, oldest first.</summary>
    public static ImmutableArray<LedgerEntry> PendingOfProcess =>
        [.. OfProcess.Keys.SelectMany(ledger => ledger.Pending).OrderBy(entry => entry.Utc)];

    /// <summary>The path of the ledger's file.</summary>
    public string Path => _file.Name;

    private string FileName => System.IO.Path.GetFileName(Path);

    /// <summary>The entries that are not undone yet, oldest first.</summary>
    public ImmutableArray<LedgerEntry> Pending => [.. _pending.Values];

    /// <summary>The failed scenario whose entries stay until a person ends it; null for all other ledgers.</summary>
    public KeptScenario? Kept { get; private set; }

    /// <summary>The entries that this process has recorded, oldest first, undone or not.</summary>
    public ImmutableArray<LedgerEntry> Recorded => _recorded;

    /// <summary>Makes a ledger of this process in the directory; makes the directory when it does not exist.</summary>
    /// <param name="redact">Replaces secrets in descriptions; the words of an undo stay, because they are run.</param>
    /// <param name="copies">Returns the host that keeps a copy of its entries; null where a host keeps none.</param>
    public static UndoLedger Open(
        string directory, Func<string, string>? redact = null, Func<HostConnection, IHost?>? copies = null)
    {
        Directory.CreateDirectory(directory);
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:yyyyMMdd'T'HHmmss'Z'}-{Environment.ProcessId}-{Guid.NewGuid():n}{Extension}");
        return new(LedgerFile.Create(System.IO.Path.Combine(directory, name)), [], redact, copies);
    }

    /// <summary>
    /// Takes over the ledger of a process that has ended; returns null when its owner still runs, or the file is deleted.
    /// </summary>
    /// <param name="note">Takes messages for a person: one for each malformed line, with file and line.</param>
    /// <exception cref="IOException">The file cannot be read or changed.</exception>
    /// <exception cref="UnauthorizedAccessException">The file belongs to another user.</exception>
    internal static UndoLedger? TakeOver(string path, Action<string> note)
    {
        var file = LedgerFile.TakeOver(path);
        if (file is null)
            return null;

        try
        {
            var (pending, kept, malformed) = LedgerLine.ReadPending(LedgerFile.ReadAndTrim(file));
            if (!malformed.IsEmpty)
                SetAside(file, malformed, note);
            return new(file, pending, kept: kept);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static void SetAside(FileStream file, ImmutableArray<MalformedLine> malformed, Action<string> note)
    {
        var copy = LedgerFile.SetAside(file, malformed);
        foreach (var line in malformed)
            note(
                $"{file.Name}:{line.Number} is not a ledger line ({line.Why}); "
                + $"the file as it was is {copy}: read the line there and undo its resource by hand");
    }

    /// <summary>
    /// Writes the entry to the disk, and to the host's copy; the resource may be made only after that.
    /// </summary>
    /// <param name="undo">
    /// The command that removes the resource; it must succeed when there is nothing to remove. Only program and arguments are
    /// kept.
    /// </param>
    /// <param name="look">A command of <see cref="Presence"/> that shows after the undo whether the resource is gone.</param>
    /// <exception cref="HarnessException">
    /// Class provision: the ledger cannot be written, so that the resource may not be made.
    /// </exception>
    public Task<LedgerEntry> RecordAsync(IHost host, string description, Command undo, Command? look = null) =>
        RecordAsync(host.Name, host.Connection, description, undo, look);

    /// <inheritdoc cref="RecordAsync(IHost, string, Command, Command?)"/>
    public async Task<LedgerEntry> RecordAsync(
        string host, HostConnection connection, string description, Command undo, Command? look = null)
    {
        var entry = await WriteAsync(Interlocked.Increment(ref _last), host, connection, description, undo, look);
        if (_copies(connection) is { } there)
            await HostLedger.AppendAsync(there, FileName, entry);
        return entry;
    }

    /// <summary>Writes an entry that is undone after all others, such as the lease of a host that a kept scenario has.</summary>
    internal Task<LedgerEntry> RecordLastUndoneAsync(
        string host, HostConnection connection, string description, Command undo) =>
        WriteAsync(Interlocked.Decrement(ref _first), host, connection, description, undo, null);

    private async Task<LedgerEntry> WriteAsync(
        int number, string host, HostConnection connection, string description, Command undo, Command? look)
    {
        ImmutableArray<string>? lookWords = look is null ? null : [look.Program, .. look.Arguments];
        var entry = new LedgerEntry(
            number, DateTimeOffset.UtcNow, host, connection, _redact(description), [undo.Program, .. undo.Arguments], lookWords);
        await _writing.WaitAsync();
        try
        {
            Append(new LedgerLine(Entry: entry).ToJson() + '\n');
            _pending = _pending.Add(number, entry);
            _recorded = _recorded.Add(entry);
            return entry;
        }
        catch (IOException exception)
        {
            throw new HarnessException(
                FailureClass.Provision,
                $"{description} on {host} was not made, as the ledger cannot be written: {exception.Message}",
                exception);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>
    /// Marks the entry as undone. A mark that cannot be written, as on a full disk, is written with the next line. If it is never
    /// written, the entry is undone once more, which does nothing.
    /// </summary>
    public async Task CompleteAsync(LedgerEntry entry)
    {
        await _writing.WaitAsync();
        try
        {
            if (!_pending.ContainsKey(entry.Number))
                return;

            _pending = _pending.Remove(entry.Number);
            _unwrittenMarks += new LedgerLine(Undone: entry.Number).ToJson() + '\n';
            Append("");
        }
        catch (IOException)
        {
            // The resource is gone, which is what counts; the mark is kept for the next line.
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Keeps the entries until 'harness clean' undoes them: no run undoes them before.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task KeepAsync(KeptScenario scenario)
    {
        await _writing.WaitAsync();
        try
        {
            Append(new LedgerLine(Kept: scenario with { Title = _redact(scenario.Title) }).ToJson() + '\n');
            Kept = scenario;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Releases the file; deletes it when all entries are undone.</summary>
    public async ValueTask DisposeAsync()
    {
        OfProcess.TryRemove(this, out _);
        try
        {
            if (_pending.IsEmpty)
                File.Delete(Path);
        }
        finally
        {
            _writing.Dispose();
            await _file.DisposeAsync();
        }
    }

    private void Append(string line)
    {
        LedgerFile.Append(_file, _unwrittenMarks + line);
        _unwrittenMarks = "";
    }
}
