using System.Security.Cryptography;
using TestHarness.Guests;
using TestHarness.Hosts;

namespace TestHarness.Health.KernelLog;

/// <summary>Reads the kernel log of a guest or host from a cursor on, without waiting for records and without clearing it.</summary>
/// <param name="timeout">For one reading; 60 s unless given.</param>
public sealed class KernelLogReader(IGuestShell shell, TimeSpan? timeout = null)
{
    private const int Attempts = 3;

    private readonly TimeSpan _timeout = timeout ?? TimeSpan.FromSeconds(60);

    public KernelLogReader(IHost host)
        : this(new HostShell(host))
    {
    }

    /// <summary>A cursor after everything that is in the log now; the reading has no records.</summary>
    public async Task<KernelLogReading> MarkAsync(CancellationToken cancellationToken = default)
    {
        var reading = await ReadWithRetriesAsync(KernelLogScript.OnlyMarker, cancellationToken);
        return reading.NotReadable is null ? reading : reading with { Cursor = -1 };
    }

    /// <summary>The records after <paramref name="cursor"/>; -1 is the start of the log.</summary>
    public async Task<KernelLogReading> ReadAsync(long cursor, CancellationToken cancellationToken = default) =>
        await ReadWithRetriesAsync(cursor, cancellationToken);

    // A console can print a line in the middle of the output, and a busy log can overtake its reader: both are read again, then
    // from the start, as the record at the cursor may be overwritten.
    private async Task<KernelLogReading> ReadWithRetriesAsync(long cursor, CancellationToken cancellationToken)
    {
        var reading = await ReadOnceAsync(cursor, cursor, cancellationToken);
        var from = cursor == KernelLogScript.OnlyMarker ? cursor : KernelLogScript.FromStart;
        for (var attempt = 1; attempt < Attempts && (reading.Lost > 0 || reading.NotReadable is not null); attempt++)
            reading = await ReadOnceAsync(cursor, from, cancellationToken);

        return reading;
    }

    private async Task<KernelLogReading> ReadOnceAsync(long cursor, long from, CancellationToken cancellationToken)
    {
        var marker = KernelLogScript.Marker(RandomNumberGenerator.GetHexString(16, lowercase: true));
        var result = await shell.RunAsync(KernelLogScript.Build(marker, from), _timeout, cancellationToken);
        if (result.BytesCut > 0)
            return KernelLogReading.Failed(cursor, result.DescribeCut());

        var (records, strangers) = KernelLogParser.Parse(result.Output);
        var refusal = strangers.FirstOrDefault(line => line.StartsWith(KernelLogScript.RefusalPrefix, StringComparison.Ordinal));
        if (refusal is not null)
            return KernelLogReading.Failed(cursor, refusal[KernelLogScript.RefusalPrefix.Length..]);
        if (records.FirstOrDefault(record => record.Text == marker) is not { } end)
            return KernelLogReading.Failed(
                cursor, $"the marker written to /dev/kmsg was not read back (exit code {result.ExitCode}){Said(strangers)}");
        if (cursor == KernelLogScript.OnlyMarker)
            return new KernelLogReading(end.Sequence, [], 0, null);
        if (end.Sequence <= cursor)
            return KernelLogReading.Failed(
                cursor, $"the newest record is {end.Sequence}, before the cursor {cursor}: the kernel was booted again");

        // Sequence numbers have no holes but those of overwritten records.
        var read = records
            .Where(record => record.Sequence > cursor && record.Sequence <= end.Sequence)
            .DistinctBy(record => record.Sequence)
            .ToList();
        var first = cursor < 0 ? read[0].Sequence : cursor + 1;
        var lost = end.Sequence - first + 1 - read.Count;
        return new KernelLogReading(end.Sequence, [.. read.Where(record => !IsMarker(record))], lost, null);
    }

    private static bool IsMarker(KernelLogRecord record) =>
        record.Text.StartsWith(KernelLogScript.MarkerPrefix, StringComparison.Ordinal);

    private static string Said(IReadOnlyCollection<string> strangers) =>
        strangers.Count == 0 ? "" : $": {string.Join(" / ", strangers.Take(3))}";
}
