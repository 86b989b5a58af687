using System.Diagnostics;

namespace TestHarness.Clocks;

/// <summary>
/// The pace at which something is asked that has no event. Where an answer takes long, the next question waits longer, so that
/// the questions do not slow down what they measure: a host without KVM needs 10 to 100 ms of its processor for an answer.
/// </summary>
/// <param name="interval">The time from one question to the next where the answers come fast.</param>
internal sealed class SamplingPace(TimeSpan interval)
{
    /// <summary>The answers take one part in this many of the time at most.</summary>
    private const int Parts = 5;

    private long _asked = Stopwatch.GetTimestamp();

    /// <summary>Waits after an answer until the next question may be asked.</summary>
    /// <param name="early">Ends the wait when it is released; null when nothing ends the wait early.</param>
    public async Task NextAsync(SemaphoreSlim? early, CancellationToken cancellationToken)
    {
        var rest = Rest(interval, Stopwatch.GetElapsedTime(_asked));
        await (early?.WaitAsync(rest, cancellationToken) ?? Task.Delay(rest, cancellationToken));
        _asked = Stopwatch.GetTimestamp();
    }

    /// <summary>Returns the time from an answer to the next question.</summary>
    /// <param name="answer">The time that the answer took.</param>
    internal static TimeSpan Rest(TimeSpan interval, TimeSpan answer) =>
        TimeSpan.FromTicks(Math.Max((interval - answer).Ticks, ((Parts - 1) * answer).Ticks));
}
