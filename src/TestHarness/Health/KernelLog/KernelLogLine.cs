namespace TestHarness.Health.KernelLog;

/// <summary>A record whose text is still in the buffer of its reader: most records are dropped before they need memory.</summary>
internal readonly ref struct KernelLogLine(
    long sequence, int facility, int level, TimeSpan timestamp, ReadOnlySpan<char> text)
{
    /// <summary>The record's sequence number since boot.</summary>
    public long Sequence { get; } = sequence;

    /// <summary>The record's facility.</summary>
    public int Facility { get; } = facility;

    /// <summary>The level, from 0 (emergency) to 7 (debug).</summary>
    public int Level { get; } = level;

    /// <summary>The time since boot.</summary>
    public TimeSpan Timestamp { get; } = timestamp;

    /// <summary>The text.</summary>
    public ReadOnlySpan<char> Text { get; } = text;

    /// <summary>Returns a record as a line.</summary>
    public static KernelLogLine Of(KernelLogRecord record) =>
        new(record.Sequence, record.Facility, record.Level, record.Timestamp, record.Text);

    /// <summary>Copies the record out of the buffer.</summary>
    public KernelLogRecord ToRecord() => new(Sequence, Facility, Level, Timestamp, Text.ToString());
}
