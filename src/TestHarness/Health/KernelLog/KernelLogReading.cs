namespace TestHarness.Health.KernelLog;

/// <summary>A reading of a kernel log.</summary>
/// <param name="Cursor">
/// The start of the next reading: the sequence number of the last record seen; -1 when none was seen.
/// </param>
/// <param name="Records">The records after the cursor; when there are many, the first and the last ones.</param>
/// <param name="Lost">The number of records that were overwritten before they were read.</param>
/// <param name="NotReadable">The reason why the log could not be read; null when it was read.</param>
public sealed record KernelLogReading(long Cursor, KernelLogHistory Records, long Lost, string? NotReadable)
{
    /// <summary>Whether a record was seen, after which the next reading can start.</summary>
    internal bool HasCursor => Cursor >= 0;

    /// <summary>The judgment of the records; null when none was asked for.</summary>
    internal KernelLogJudgment? Judgment { get; init; }

    internal static KernelLogReading Failed(long cursor, string reason) => new(cursor, KernelLogHistory.Empty, 0, reason);
}
