using System.Diagnostics;

namespace TestHarness.Benchmarks.Measuring;

/// <summary>Measures wall time.</summary>
internal static class Clock
{
    /// <returns>The seconds that the action took.</returns>
    public static async Task<double> TimeAsync(Func<Task> action)
    {
        var start = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
