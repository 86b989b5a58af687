using System.Security.Cryptography;
using TestHarness.Guests;
using TestHarness.Hosts;

namespace TestHarness.Health.KernelLog;

/// <summary>
/// Reads the kernel log of a guest or a host from a cursor on, without waiting for records and without clearing the log.
/// </summary>
/// <param name="timeout">The time limit of one reading; 60 s unless given.</param>
public sealed class KernelLogReader(IGuestShell shell, TimeSpan? timeout = null)
{
    private const int Attempts = 3;

    private readonly TimeSpan _timeout = timeout ?? TimeSpan.FromSeconds(60);

    /// <summary>Makes a reader of a host's log.</summary>
    public KernelLogReader(IHost host)
        : this(new HostShell(host))
    {
    }

    /// <summary>Returns a reading without records, whose cursor is after everything that is in the log now.</summary>
    public async Task<KernelLogReading> MarkAsync(CancellationToken cancellationToken = default)
    {
        var reading = await ReadWithRetriesAsync(KernelLogScript.OnlyMarker, null, cancellationToken);
        return reading.NotReadable is null ? reading : reading with { Cursor = -1 };
    }

    /// <summary>Reads the records after <paramref name="cursor"/>; -1 is the start of the log.</summary>
    /// <param name="begin">Begins the judgment of the records, for each attempt to read them; null for no judgment.</param>
    public async Task<KernelLogReading> ReadAsync(
        long cursor, Func<KernelLogJudgment>? begin = null, CancellationToken cancellationToken = default) =>
        await ReadWithRetriesAsync(cursor, begin, cancellationToken);

    // A console can print a line in the middle of the output, and a busy log can overtake its reader. Both are read again, from
    // the start, because the record at the cursor may be overwritten.
    private async Task<KernelLogReading> ReadWithRetriesAsync(
        long cursor, Func<KernelLogJudgment>? begin, CancellationToken cancellationToken)
    {
        var reading = await ReadOnceAsync(cursor, cursor, begin?.Invoke(), cancellationToken);
        var from = cursor == KernelLogScript.OnlyMarker ? cursor : KernelLogScript.FromStart;
        for (var attempt = 1; attempt < Attempts && (reading.Lost > 0 || reading.NotReadable is not null); attempt++)
            reading = await ReadOnceAsync(cursor, from, begin?.Invoke(), cancellationToken);

        return reading;
    }

    private async Task<KernelLogReading> ReadOnceAsync(
        long cursor, long from, KernelLogJudgment? judgment, CancellationToken cancellationToken)
    {
        var marker = KernelLogScript.Marker(RandomNumberGenerator.GetHexString(16, lowercase: true));
        var scan = new KernelLogScan(cursor, marker, judgment);
        await using var lines = new KernelLogLines(scan.Take);
        var result = await shell.RunAsync(KernelLogScript.Build(marker, from), lines, _timeout, cancellationToken);
        lines.Complete();
        return result.BytesCut > 0
            ? KernelLogReading.Failed(cursor, result.DescribeCut())
            : scan.Conclude(result.ExitCode);
    }
}
