using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Ledger;

/// <summary>
/// A write-ahead log of what was made on which host and how it is undone. An entry is on the disk before its resource is
/// made; the file is locked while its owner lives, and is gone when all is undone.
/// </summary>
public sealed partial class UndoLedger : IAsyncDisposable
{
    internal const string Extension = ".jsonl";

    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly FileStream _file;
    private readonly Func<string, string> _redact;
    private ImmutableSortedDictionary<int, LedgerEntry> _pending;
    private ImmutableArray<LedgerEntry> _recorded = [];
    private string _unwrittenMarks = "";
    private int _last;

    private UndoLedger(FileStream file, ImmutableArray<LedgerEntry> pending, Func<string, string>? redact = null)
    {
        (_file, _redact) = (file, redact ?? (text => text));
        _pending = pending.ToImmutableSortedDictionary(entry => entry.Number, entry => entry);
        _last = pending.IsEmpty ? 0 : pending[^1].Number;
    }

    public string Path => _file.Name;

    /// <summary>What is not undone yet, oldest first.</summary>
    public ImmutableArray<LedgerEntry> Pending => [.. _pending.Values];

    /// <summary>What this process has recorded, oldest first, whether it is undone or not.</summary>
    public ImmutableArray<LedgerEntry> Recorded => _recorded;

    /// <summary>Starts a ledger of this process in the directory, which is made when it is not there.</summary>
    /// <param name="redact">Takes secrets out of descriptions; the words of an undo stay as they are, as they are run.</param>
    public static UndoLedger Open(string directory, Func<string, string>? redact = null)
    {
        Directory.CreateDirectory(directory);
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:yyyyMMdd'T'HHmmss'Z'}-{Environment.ProcessId}-{Guid.NewGuid():n}{Extension}");
        return new(LedgerFile.Create(System.IO.Path.Combine(directory, name)), [], redact);
    }

    /// <summary>Takes over the ledger of a process that is gone; null when its owner lives, or it is gone itself.</summary>
    /// <param name="note">Takes what a person has to know: the lines that are malformed, each with file and line.</param>
    /// <exception cref="IOException">The file cannot be read or changed.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is another user's.</exception>
    internal static UndoLedger? TakeOver(string path, Action<string> note)
    {
        var file = LedgerFile.TakeOver(path);
        if (file is null)
            return null;

        try
        {
            var (pending, malformed) = LedgerLine.ReadPending(LedgerFile.ReadAndTrim(file));
            if (!malformed.IsEmpty)
                SetAside(file, malformed, note);
            return new(file, pending);
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
                + $"the file as it was is {copy}: undo by hand what that line tells");
    }

    /// <summary>Writes the entry to the disk; only then may the resource be made.</summary>
    /// <param name="undo">Its program and arguments are kept; it must succeed where there is nothing to undo.</param>
    /// <param name="look">A command of <see cref="Presence"/>, by which the resource is seen to be gone after its undo.</param>
    /// <exception cref="HarnessException">Class provision: the ledger cannot be written, so that nothing may be made.</exception>
    public Task<LedgerEntry> RecordAsync(IHost host, string description, Command undo, Command? look = null) =>
        RecordAsync(host.Name, host.Connection, description, undo, look);

    /// <inheritdoc cref="RecordAsync(IHost, string, Command, Command?)"/>
    public async Task<LedgerEntry> RecordAsync(
        string host, HostConnection connection, string description, Command undo, Command? look = null)
    {
        var number = Interlocked.Increment(ref _last);
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
        catch (IOException full)
        {
            throw new HarnessException(
                FailureClass.Provision,
                $"{description} on {host} was not made, as the ledger cannot be written: {full.Message}",
                full);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>
    /// Marks the entry as undone. A mark that cannot be written, as on a full disk, is written with the next line; without it the
    /// entry is undone once more, which does nothing.
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
            // The resource is gone, which counts; the mark is kept for the next line.
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Releases the file; it is deleted when nothing is left to undo.</summary>
    public async ValueTask DisposeAsync()
    {
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
