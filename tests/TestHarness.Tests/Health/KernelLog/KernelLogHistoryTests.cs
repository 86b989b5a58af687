using System.Collections.Immutable;
using TestHarness.Health.KernelLog;

namespace TestHarness.Tests.Health.KernelLog;

public sealed class KernelLogHistoryTests
{
    [Test]
    public void The_first_and_the_last_records_are_kept_and_the_others_are_counted()
    {
        var history = KernelLogHistory.Empty;
        for (var reading = 0; reading < 30; reading++)
            history = history.Add(Records(reading * 1000, 1000));

        Assert.That(history.First.Select(record => record.Sequence), Is.EqualTo(Enumerable.Range(0, KernelLogHistory.Most)));
        Assert.That(history.Last.Select(record => record.Sequence), Is.EqualTo(Enumerable.Range(25_000, KernelLogHistory.Most)));
        Assert.That(history.LeftOut, Is.EqualTo(20_000));
        var lines = $"{history}".Split('\n');
        Assert.That(
            lines[(KernelLogHistory.Most - 1)..(KernelLogHistory.Most + 2)],
            Is.EqualTo(
                [
                    "[    0.000000] <6> record 4999", "[testharness left out 20000 records here]",
                    "[    0.000000] <6> record 25000"]));
    }

    [Test]
    public void A_short_history_is_whole()
    {
        var history = KernelLogHistory.Empty.Add(Records(0, 3)).Add(Records(3, 2));

        Assert.That(
            $"{history}".TrimEnd().Split('\n'),
            Is.EqualTo(Enumerable.Range(0, 5).Select(number => $"[    0.000000] <6> record {number}")));
    }

    [Test]
    public void A_reading_that_leaves_records_out_leaves_those_before_its_gap_out_too()
    {
        var history = KernelLogHistory.Empty.Add(Records(0, 4000)).Add(Records(4000, 20_000)).Add(Records(24_000, 10));

        Assert.That(history.First.Select(record => record.Sequence), Is.EqualTo(Enumerable.Range(0, KernelLogHistory.Most)));
        Assert.That(history.Last.Select(record => record.Sequence), Is.EqualTo(Enumerable.Range(19_010, KernelLogHistory.Most)));
        Assert.That(history.LeftOut, Is.EqualTo(14_010));
    }

    private static KernelLogHistory Records(int first, int count)
    {
        var records = Enumerable.Range(first, count)
            .Select(number => new KernelLogRecord(number, 0, 6, TimeSpan.Zero, $"record {number}")).ToImmutableArray();
        var last = new KernelLogTail(KernelLogHistory.Most);
        foreach (var record in records.Skip(KernelLogHistory.Most))
            last.Add(KernelLogLine.Of(record));
        return KernelLogHistory.Of([.. records.Take(KernelLogHistory.Most)], last);
    }
}
