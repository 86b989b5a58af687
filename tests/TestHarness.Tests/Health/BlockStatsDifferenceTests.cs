using TestHarness.Health;

namespace TestHarness.Tests.Health;

public sealed class BlockStatsDifferenceTests
{
    private static readonly BlockErrorCounters Earlier = new("disk0", 1, 2, 0, 0, 0, 0, 0, 0);

    [Test]
    public void Errors_that_were_there_before_are_no_finding() =>
        Assert.That(BlockStatsDifference.Compare("guest", [Earlier], [Earlier]).IsHealthy);

    [Test]
    public void Every_counter_that_rose_is_a_finding()
    {
        var report = BlockStatsDifference.Compare("guest", [Earlier], [Earlier with { FailedWrites = 5, InvalidUnmaps = 1 }]);

        Assert.That(report.Findings.Select(finding => finding.Message), Is.EqualTo(new[]
        {
            "disk0 has 3 new failed writes", "disk0 has 1 new invalid unmaps",
        }));
    }

    [Test]
    public void A_device_without_an_earlier_reading_is_compared_with_zero() =>
        Assert.That(BlockStatsDifference.Compare("guest", [], [Earlier]).Findings, Has.Length.EqualTo(2));

    [Test]
    public void A_counter_that_fell_is_a_finding() =>
        Assert.That(
            BlockStatsDifference.Compare("guest", [Earlier], [Earlier with { FailedReads = 0 }]).Findings.Single().Message,
            Does.StartWith("disk0 has 1 fewer failed reads than before"));
}
