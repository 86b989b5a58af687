namespace TestHarness.Health.KernelLog;

/// <summary>A record whose text is still in the buffer of its reader: most records are dropped before they cost memory.</summary>
internal readonly ref struct KernelLogLine(
    long sequence, int facility, int level, TimeSpan timestamp, ReadOnlySpan<char> text)
{
    public long Sequence { get; } = sequence;

    public int Facility { get; } = facility;

    public int Level { get; } = level;

    public TimeSpan Timestamp { get; } = timestamp;

    public ReadOnlySpan<char> Text { get; } = text;

    public static KernelLogLine Of(KernelLogRecord record) =>
        new(record.Sequence, record.Facility, record.Level, record.Timestamp, record.Text);

    /// <summary>Copies the record out of the buffer.</summary>
    public KernelLogRecord ToRecord() => new(Sequence, Facility, Level, Timestamp, Text.ToString());
}
