namespace TestHarness.Clocks;

/// <summary>
/// Tells the time of day for measurements: the time at its start, and what has passed since by the monotonic clock. When
/// somebody sets the machine's clock, durations stay right.
/// </summary>
public sealed class SteadyClock(TimeProvider time)
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private readonly long _timestamp = time.GetTimestamp();

    /// <summary>The clock of this process, by which loads, legs and probes are compared.</summary>
    public static SteadyClock Shared { get; } = new(TimeProvider.System);

    /// <summary>UTC.</summary>
    public DateTimeOffset Now => _start + time.GetElapsedTime(_timestamp);
}
