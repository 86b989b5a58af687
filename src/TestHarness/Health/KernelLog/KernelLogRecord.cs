namespace TestHarness.Health.KernelLog;

/// <summary>A record of the kernel's log.</summary>
/// <param name="Sequence">The record's sequence number since boot.</param>
/// <param name="Level">The level, from 0 (emergency) to 7 (debug).</param>
/// <param name="Timestamp">The time since boot, with a resolution of a microsecond.</param>
public sealed record KernelLogRecord(long Sequence, int Facility, int Level, TimeSpan Timestamp, string Text)
{
    public override string ToString() => FormattableString.Invariant($"[{Timestamp.TotalSeconds,12:F6}] <{Level}> {Text}");
}
