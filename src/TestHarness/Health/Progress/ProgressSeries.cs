using System.Collections.Immutable;

namespace TestHarness.Health.Progress;

/// <summary>The progress of a load at one time.</summary>
/// <param name="At">The time since any fixed moment.</param>
/// <param name="Bytes">The bytes written since the load started.</param>
public readonly record struct ProgressSample(TimeSpan At, long Bytes);

/// <summary>A time without progress.</summary>
public readonly record struct Stall(TimeSpan Start, TimeSpan End)
{
    /// <summary>The length of the stall.</summary>
    public TimeSpan Length => End - Start;
}

/// <summary>A span of time, for example that of a switchover.</summary>
public readonly record struct TimeWindow(TimeSpan Start, TimeSpan End);

/// <summary>Bytes written before, across and after a switchover; their sum is everything that was written.</summary>
public readonly record struct ProgressAround(long Before, long Across, long After);

/// <summary>The progress of a load over time, from samples of its counter.</summary>
public sealed class ProgressSeries
{
    private ProgressSeries(ImmutableArray<ProgressSample> samples) => Samples = samples;

    /// <summary>The samples in the order of time.</summary>
    public ImmutableArray<ProgressSample> Samples { get; }

    /// <summary>The time from the first sample to the last one.</summary>
    public TimeSpan Length => Samples.IsEmpty ? TimeSpan.Zero : Samples[^1].At - Samples[0].At;

    /// <summary>The bytes written from the first sample to the last one.</summary>
    public long Bytes => Samples.IsEmpty ? 0 : Samples[^1].Bytes - Samples[0].Bytes;

    /// <summary>Bytes per second over the whole series.</summary>
    public double Rate => Length > TimeSpan.Zero ? Bytes / Length.TotalSeconds : 0;

    /// <summary>Makes a series of samples.</summary>
    /// <exception cref="ArgumentException">The time or the byte counter goes back.</exception>
    public static ProgressSeries Of(params IEnumerable<ProgressSample> samples)
    {
        var series = samples.ToImmutableArray();
        for (var i = 1; i < series.Length; i++)
        {
            if (series[i].At < series[i - 1].At || series[i].Bytes < series[i - 1].Bytes)
                throw new ArgumentException(
                    $"a load's progress cannot go back, from {series[i - 1]} to {series[i]}", nameof(samples));
        }

        return new ProgressSeries(series);
    }

    /// <summary>
    /// Returns the bytes written around a window. A sample at or before its start is before it, one at or after its end is after
    /// it; bytes that are neither count as across.
    /// </summary>
    public ProgressAround Around(TimeWindow window)
    {
        if (Samples.IsEmpty)
            return default;

        var before = Samples.LastOrDefault(sample => sample.At <= window.Start, Samples[0]).Bytes - Samples[0].Bytes;
        var after = Samples[^1].Bytes - Samples.FirstOrDefault(sample => sample.At >= window.End, Samples[^1]).Bytes;
        return new ProgressAround(before, Bytes - before - after, after);
    }
}
