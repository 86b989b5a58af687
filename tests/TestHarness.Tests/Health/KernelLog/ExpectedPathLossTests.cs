using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Health.KernelLog;

namespace TestHarness.Tests.Health.KernelLog;

public sealed class ExpectedPathLossTests
{
    private const string LostPath =
        """
        <4>qla2xxx [0000:3b:00.1]-500b:7: LOOP DOWN detected (2 7 0 0).
        <4>qla2xxx [0000:3b:00.1]-20f1:7: Mark all dev lost
        <3> rport-7:0-2: blocked FC remote port time out: removing target and saving binding
        <6>sd 7:0:2:0: rejecting I/O to offline device
        <3>I/O error, dev sdc, sector 2048 op 0x1:(WRITE) flags 0x0 phys_seg 1 prio class 2
        <3>device offline error, dev sdc, sector 2048 op 0x1:(WRITE) flags 0x0 phys_seg 1 prio class 2
        <4>device-mapper: multipath: 253:0: Failing path 8:32.
        """;

    private readonly ExpectedPathLoss _loss = new("host1");

    [Test]
    public void The_loss_and_the_failed_requests_of_the_path_are_accepted_and_shown()
    {
        var loss = new ExpectedPathLoss("host1");
        var report = Judge(loss, LostPath);

        Assert.That(report.Findings, Is.Empty);
        Assert.That(
            report.Allowed.Select(allowed => allowed.Reason), Has.Exactly(7).EqualTo("the scenario expects the loss of a path"));
        Assert.That(loss.ThrowIfMissing, Throws.Nothing);
    }

    [TestCase("<2>EXT4-fs error (device dm-0): ext4_find_entry:1455: inode #2: comm ls: reading directory lblock 0")]
    [TestCase("<3>I/O error, dev dm-0, sector 2048 op 0x1:(WRITE) flags 0x0 phys_seg 1 prio class 2")]
    [TestCase("<3>Buffer I/O error on dev sdc1, logical block 3, lost async page write")]
    [TestCase("<3>critical medium error, dev sdc, sector 1 op 0x0:(READ)")]
    [TestCase("<4>qla2xxx [0000:3b:00.1]-00af:7: Performing ISP error recovery - ha=00000000a1b2c3d4.")]
    [TestCase("<4>NETDEV WATCHDOG: eth0 (igb): transmit queue 0 timed out")]
    public void An_error_of_data_or_of_another_part_fails_all_the_same(string line) => Assert.That(
        Judge(_loss, $"{LostPath}\n{line}").Findings.Single().Message, Does.EndWith(line[3..]));

    [Test]
    public void A_loss_that_did_not_come_is_a_failure_although_a_command_failed()
    {
        var loss = new ExpectedPathLoss("host1");
        Judge(loss, "<4>sd 7:0:2:0: [sdc] tag#3 abort");

        Assert.That(
            loss.ThrowIfMissing,
            Throws.TypeOf<HarnessException>().With.Message.StartsWith(
                "[guest-health] expected host1 to report the loss of a path, found none in its kernel log"));
    }

    [Test]
    public void A_loss_that_the_allow_list_accepts_too_is_seen_and_other_allowed_errors_are_not()
    {
        var entry = new AllowEntry(AllowEntry.ParsePattern("."), "known", DateOnly.MaxValue);
        var loss = new ExpectedPathLoss("host1");
        var report = Judge(
            loss, $"{LostPath}\n<4>NETDEV WATCHDOG: eth0 (igb): transmit queue 0 timed out",
            new AllowList([entry], TimeProvider.System));

        Assert.That(loss.ThrowIfMissing, Throws.Nothing);
        Assert.That(report.Allowed.Select(allowed => allowed.Reason), Has.Exactly(7).EqualTo(ExpectedPathLoss.Reason));
        Assert.That(report.Allowed[^1].Reason, Is.EqualTo("known"));
    }

    private static HealthReport Judge(ExpectedPathLoss loss, string log, AllowList? allowList = null)
    {
        var judge = new KernelLogJudge(allowList ?? AllowList.Empty) { PathLoss = loss };
        return PrintedLog.Judge(judge, PrintedLog.Read(log));
    }
}
