namespace TestHarness.Clocks;

/// <summary>
/// A clock for measurements: it adds the time since its start, by the monotonic clock, to the time of day at its start. When
/// somebody sets the machine's clock, durations stay right.
/// </summary>
public sealed class SteadyClock(TimeProvider time)
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private readonly long _timestamp = time.GetTimestamp();

    /// <summary>The clock of this process, by which loads, legs and probes are compared.</summary>
    public static SteadyClock Shared { get; } = new(TimeProvider.System);

    /// <summary>The current time, UTC.</summary>
    public DateTimeOffset Now => _start + time.GetElapsedTime(_timestamp);
}
