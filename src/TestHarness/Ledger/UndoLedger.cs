using System.Collections.Immutable;
using System.Globalization;
using System.Text;
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
    /// <exception cref="HarnessException">A line is malformed; the message names the file and the line.</exception>
    internal static UndoLedger? TakeOver(string path)
    {
        var file = LedgerFile.TakeOver(path);
        if (file is null)
            return null;

        try
        {
            return new(file, LedgerLine.ReadPending(path, LedgerFile.ReadAndTrim(file)));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Writes the entry to the disk; only then may the resource be made.</summary>
    /// <param name="undo">Its program and arguments are kept; it must succeed where there is nothing to undo.</param>
    public Task<LedgerEntry> RecordAsync(IHost host, string description, Command undo) =>
        RecordAsync(host.Name, host.Connection, description, undo);

    /// <inheritdoc cref="RecordAsync(IHost, string, Command)"/>
    public async Task<LedgerEntry> RecordAsync(string host, HostConnection connection, string description, Command undo)
    {
        var number = Interlocked.Increment(ref _last);
        var entry = new LedgerEntry(
            number, DateTimeOffset.UtcNow, host, connection, _redact(description), [undo.Program, .. undo.Arguments]);
        await WriteAsync(new(Entry: entry), pending => pending.Add(number, entry));
        return entry;
    }

    /// <summary>Marks the entry as undone.</summary>
    public Task CompleteAsync(LedgerEntry entry) =>
        WriteAsync(new(Undone: entry.Number), pending => pending.Remove(entry.Number));

    /// <summary>Releases the file; it is deleted when nothing is left to undo.</summary>
    public ValueTask DisposeAsync()
    {
        if (_pending.IsEmpty)
            File.Delete(Path);
        _writing.Dispose();
        return _file.DisposeAsync();
    }

    private async Task WriteAsync(
        LedgerLine line, Func<ImmutableSortedDictionary<int, LedgerEntry>, ImmutableSortedDictionary<int, LedgerEntry>> change)
    {
        await _writing.WaitAsync();
        try
        {
            await _file.WriteAsync(Encoding.UTF8.GetBytes(line.ToJson() + '\n'));
            _file.Flush(flushToDisk: true);
            _pending = change(_pending);
        }
        finally
        {
            _writing.Release();
        }
    }
}
