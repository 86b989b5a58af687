using System.Collections.Immutable;

namespace TestHarness.Health.KernelLog;

/// <summary>What was read of a kernel log.</summary>
/// <param name="Cursor">
/// Where the next reading starts: the sequence number of the last record seen; -1 when none was seen.
/// </param>
/// <param name="Lost">How many records were overwritten before they were read.</param>
/// <param name="NotReadable">Why the log could not be read, or null where it was.</param>
public sealed record KernelLogReading(long Cursor, ImmutableArray<KernelLogRecord> Records, long Lost, string? NotReadable)
{
    /// <summary>Whether a record was seen, after which the next reading can start.</summary>
    internal bool HasCursor => Cursor >= 0;

    internal static KernelLogReading Failed(long cursor, string reason) => new(cursor, [], 0, reason);
}
