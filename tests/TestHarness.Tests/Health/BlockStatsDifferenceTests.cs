using TestHarness.Health;
using TestHarness.Qmp.Block;

namespace TestHarness.Tests.Health;

public sealed class BlockStatsDifferenceTests
{
    private static readonly BlockStats Earlier = Disk(new BlockCounters { FailedReadOperations = 1, FailedWriteOperations = 2 });

    [Test]
    public void Errors_that_were_there_before_are_no_finding() =>
        Assert.That(BlockStatsDifference.Compare("guest", [Earlier], [Earlier]).IsHealthy);

    [Test]
    public void Requests_that_succeeded_are_no_finding() =>
        Assert.That(BlockStatsDifference.Compare("guest", [], [Disk(new BlockCounters
        {
            ReadBytes = 1, WrittenBytes = 2, ReadOperations = 3, WriteOperations = 4, FlushOperations = 5,
        })]).IsHealthy);

    [Test]
    public void Every_counter_that_rose_is_a_finding()
    {
        var later = Disk(Earlier.Stats with
        {
            FailedReadOperations = 2,
            FailedWriteOperations = 5,
            FailedFlushOperations = 4,
            InvalidReadOperations = 5,
            InvalidWriteOperations = 6,
            InvalidFlushOperations = 7,
        });

        var report = BlockStatsDifference.Compare("guest", [Earlier], [later]);

        Assert.That(report.Findings.Select(finding => finding.Message), Is.EqualTo(new[]
        {
            "disk0 has 1 new failed reads",
            "disk0 has 3 new failed writes",
            "disk0 has 4 new failed flushes",
            "disk0 has 5 new invalid reads",
            "disk0 has 6 new invalid writes",
            "disk0 has 7 new invalid flushes",
        }));
    }

    [Test]
    public void A_device_without_an_earlier_reading_is_compared_with_zero() =>
        Assert.That(BlockStatsDifference.Compare("guest", [], [Earlier]).Findings, Has.Length.EqualTo(2));

    [Test]
    public void A_counter_that_fell_is_a_finding() =>
        Assert.That(
            BlockStatsDifference.Compare(
                "guest", [Earlier], [Disk(new BlockCounters { FailedWriteOperations = 2 })]).Findings.Single().Message,
            Is.EqualTo(
                "disk0 has 1 fewer failed reads than before: its counters were reset, so errors in between are unknown"));

    private static BlockStats Disk(BlockCounters counters) =>
        new() { Qdev = "/machine/peripheral/disk0/virtio-backend", Stats = counters };
}
