namespace TestHarness.Health.KernelLog;

/// <summary>What was read of a kernel log.</summary>
/// <param name="Cursor">
/// Where the next reading starts: the sequence number of the last record seen; -1 when none was seen.
/// </param>
/// <param name="Records">The records after the cursor, the first and the last ones of many.</param>
/// <param name="Lost">How many records were overwritten before they were read.</param>
/// <param name="NotReadable">Why the log could not be read, or null where it was.</param>
public sealed record KernelLogReading(long Cursor, KernelLogHistory Records, long Lost, string? NotReadable)
{
    /// <summary>Whether a record was seen, after which the next reading can start.</summary>
    internal bool HasCursor => Cursor >= 0;

    /// <summary>What was found in the records while they were read; null when nobody asked for it.</summary>
    internal KernelLogJudgment? Judgment { get; init; }

    internal static KernelLogReading Failed(long cursor, string reason) => new(cursor, KernelLogHistory.Empty, 0, reason);
}
