using FsCheck;
using FsCheck.Fluent;
using TestHarness.Health.Progress;

namespace TestHarness.Tests.Health.Progress;

public sealed class ProgressSeriesTests
{
    [Test]
    public void Splits_the_bytes_at_a_window()
    {
        var series = ProgressSeries.Of(At(0, 0), At(1, 100), At(2, 150), At(3, 150), At(4, 400));

        Assert.That(series.Around(Window(1, 3)), Is.EqualTo(new ProgressAround(100, 50, 250)));
        Assert.That(series.Rate, Is.EqualTo(100));
    }

    [Test]
    public void The_longest_stall_lasts_until_the_counter_moves_again()
    {
        var series = ProgressSeries.Of(At(0, 0), At(1, 100), At(2, 100), At(5, 100), At(6, 101), At(7, 200));

        Assert.That(StallDetector.LongestStall(series), Is.EqualTo(new Stall(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(6))));
    }

    [Test]
    public void The_length_the_bytes_and_the_rate_are_those_between_the_first_and_the_last_sample()
    {
        var series = ProgressSeries.Of(At(5, 1000), At(6, 1100), At(6, 1100), At(9, 1400));

        Assert.That((series.Length, series.Bytes, series.Rate), Is.EqualTo((TimeSpan.FromSeconds(4), 400L, 100d)));
    }

    [Test]
    public void The_earliest_of_equal_stalls_is_the_longest() => Assert.That(
        StallDetector.LongestStall(ProgressSeries.Of(At(1, 0), At(3, 10), At(5, 20))),
        Is.EqualTo(new Stall(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3))));

    [TestCase(0, 5, 1, 4)]
    [TestCase(1, 4, 0, 5)]
    public void Progress_that_goes_back_is_refused(int at, long bytes, int laterAt, long laterBytes) => Assert.That(
        () => ProgressSeries.Of(At(at, bytes), At(laterAt, laterBytes)),
        Throws.ArgumentException.With.Message.StartsWith("a load's progress cannot go back, from ProgressSample {"));

    [Test]
    public void Nothing_measured_is_nothing_written()
    {
        var series = ProgressSeries.Of();

        Assert.That(
            (series.Bytes, series.Rate, series.Around(Window(0, 1)), StallDetector.LongestStall(series)),
            Is.EqualTo((0L, 0d, default(ProgressAround), default(Stall))));
    }

    [Test]
    public void The_parts_around_any_window_are_everything() =>
        Prop.ForAll((NonNegativeInt[] steps, NonNegativeInt start, NonNegativeInt length) =>
        {
            var series = Series(steps);
            var around = series.Around(Window(start.Get % 50, (start.Get % 50) + (length.Get % 50)));
            return around is { Before: >= 0, Across: >= 0, After: >= 0 }
                && around.Before + around.Across + around.After == series.Bytes;
        }).QuickCheckThrowOnFailure();

    [Test]
    public void The_longest_stall_lies_within_the_series_and_no_gap_is_longer() =>
        Prop.ForAll((NonNegativeInt[] steps) =>
        {
            var series = Series(steps);
            var longest = StallDetector.LongestStall(series).Length;
            var gaps = series.Samples.Zip(series.Samples.Skip(1), (earlier, later) => later.At - earlier.At);
            return longest <= series.Length && gaps.All(gap => gap <= longest);
        }).QuickCheckThrowOnFailure();

    [Test]
    public void A_load_that_stands_still_stalls_for_the_whole_series() =>
        Prop.ForAll((PositiveInt count) =>
        {
            var series = ProgressSeries.Of(Enumerable.Range(0, count.Get).Select(i => At(i, 7)));
            return StallDetector.LongestStall(series).Length == series.Length;
        }).QuickCheckThrowOnFailure();

    // A step of 0 bytes is a standstill, and so frequent.
    private static ProgressSeries Series(NonNegativeInt[] steps)
    {
        long bytes = 0;
        var seconds = 0;
        return ProgressSeries.Of(
            steps.Select(step => At(seconds += 1 + step.Get % 3, bytes += Math.Max(0, step.Get - 3))).ToList());
    }

    private static ProgressSample At(int seconds, long bytes) => new(TimeSpan.FromSeconds(seconds), bytes);

    private static TimeWindow Window(int start, int end) => new(TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(end));
}
