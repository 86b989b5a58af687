using System.Collections.Immutable;

namespace TestHarness.Health.KernelLog;

/// <summary>
/// One attempt to read a kernel log up to a marker, line by line. Sequence numbers rise; they have gaps only where records were
/// overwritten or damaged.
/// </summary>
/// <param name="cursor">The sequence number after which records are read.</param>
/// <param name="judgment">The judgment that takes each record; null for none.</param>
internal sealed class KernelLogScan(long cursor, string marker, KernelLogJudgment? judgment)
{
    /// <summary>The number of lines that are not records and are shown.</summary>
    private const int ShownStrangers = 3;

    private readonly ImmutableArray<KernelLogRecord>.Builder _first = ImmutableArray.CreateBuilder<KernelLogRecord>();
    private readonly KernelLogTail _last = new(KernelLogHistory.Most);
    private readonly List<string> _strangers = [];
    private string? _refusal;
    private long _newest = -1;
    private long? _oldest;
    private long? _end;
    private long _count;

    /// <summary>Takes the next line.</summary>
    /// <param name="mayMatch">Whether a rule may match the line.</param>
    public void Take(ReadOnlySpan<char> line, bool isWhole, bool mayMatch)
    {
        if (_end is not null)
            return;
        if (!isWhole || !KernelLogParser.TryParse(line, out var record))
            TakeStranger(line);
        else if (record.Sequence > _newest)
            Take(record, mayMatch);
    }

    /// <summary>Returns the reading, after the last line.</summary>
    /// <param name="exitCode">The exit code of the script.</param>
    public KernelLogReading Conclude(int exitCode)
    {
        if (_refusal is not null)
            return KernelLogReading.Failed(cursor, _refusal);
        if (_end is not { } end)
            return KernelLogReading.Failed(
                cursor, $"the marker written to /dev/kmsg was not read back (exit code {exitCode}){DescribeStrangers()}");
        if (cursor == KernelLogScript.OnlyMarker)
            return new KernelLogReading(end, KernelLogHistory.Empty, 0, null);
        if (end <= cursor)
            return KernelLogReading.Failed(
                cursor, $"the newest record is {end}, before the cursor {cursor}: the kernel was booted again");

        var first = cursor < 0 ? _oldest ?? end : cursor + 1;
        return new KernelLogReading(end, KernelLogHistory.Of(_first.ToImmutable(), _last), end - first + 1 - _count, null)
        {
            Judgment = judgment,
        };
    }

    private void Take(in KernelLogLine record, bool mayMatch)
    {
        _newest = record.Sequence;
        if (record.Text.SequenceEqual(marker))
            _end = record.Sequence;
        if (record.Sequence <= cursor)
            return;

        _count++;
        _oldest ??= record.Sequence;
        if (!record.Text.StartsWith(KernelLogScript.MarkerPrefix))
            Keep(record, mayMatch);
    }

    private void Keep(in KernelLogLine record, bool mayMatch)
    {
        judgment?.Take(record, mayMatch);
        if (_first.Count < KernelLogHistory.Most)
            _first.Add(record.ToRecord());
        else
            _last.Add(record);
    }

    private void TakeStranger(ReadOnlySpan<char> line)
    {
        if (line.StartsWith(KernelLogScript.RefusalPrefix))
            _refusal ??= line[KernelLogScript.RefusalPrefix.Length..].ToString();
        if (_strangers.Count < ShownStrangers)
            _strangers.Add(line.ToString());
    }

    private string DescribeStrangers() => _strangers.Count == 0 ? "" : $": {string.Join(" / ", _strangers)}";
}
