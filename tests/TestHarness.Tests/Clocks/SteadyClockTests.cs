using System.Diagnostics;
using TestHarness.Clocks;

namespace TestHarness.Tests.Clocks;

public sealed class SteadyClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [TestCase(-3600)]
    [TestCase(3600)]
    public void A_clock_that_is_set_changes_no_duration(int seconds)
    {
        var time = new SetTime { Utc = Noon };
        var clock = new SteadyClock(time);
        var before = clock.Now;

        time.Utc += TimeSpan.FromSeconds(seconds);
        time.Passed += TimeSpan.FromSeconds(5);

        Assert.That(before, Is.EqualTo(Noon));
        Assert.That(clock.Now - before, Is.EqualTo(TimeSpan.FromSeconds(5)));
    }

    private sealed class SetTime : TimeProvider
    {
        public DateTimeOffset Utc { get; set; }

        public TimeSpan Passed { get; set; }

        public override DateTimeOffset GetUtcNow() => Utc;

        public override long GetTimestamp() => (long)(Passed.TotalSeconds * Stopwatch.Frequency);
    }
}
