namespace TestHarness.Health.Progress;

/// <summary>Finds the times in which a load did not progress.</summary>
public static class StallDetector
{
    /// <summary>
    /// Returns the longest time from the first sample with a count to the first with a greater one (or the last sample), the
    /// earliest of equals. A load that progresses at every sample has a stall of the sampling interval.
    /// </summary>
    public static Stall LongestStall(ProgressSeries series)
    {
        var samples = series.Samples;
        var longest = default(Stall);
        var start = 0;
        for (var i = 1; i < samples.Length; i++)
        {
            var stall = new Stall(samples[start].At, samples[i].At);
            if (stall.Length > longest.Length)
                longest = stall;
            if (samples[i].Bytes > samples[i - 1].Bytes)
                start = i;
        }

        return longest;
    }
}
