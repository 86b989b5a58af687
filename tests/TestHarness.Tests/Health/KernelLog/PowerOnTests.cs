using TestHarness.Health.KernelLog;

namespace TestHarness.Tests.Health.KernelLog;

public sealed class PowerOnTests
{
    private const string Attached = "scsi 2:0:0:1: Direct-Access     QEMU     QEMU HARDDISK    2.5+ PQ: 0 ANSI: 5";

    private const string PowerOn = "sd 2:0:0:1: Power-on or device reset occurred";

    private KernelLogJudge _judge = null!;

    [SetUp]
    public void SetUp() => _judge = new KernelLogJudge(AllowList.Empty);

    [Test]
    public void The_first_power_on_of_a_lun_that_is_attached_is_not_a_finding() =>
        Assert.That(Judge(Attached, PowerOn), Is.Empty);

    [Test]
    public void The_first_power_on_may_come_in_a_later_reading()
    {
        Assert.That(Judge(Attached), Is.Empty);
        Assert.That(Judge(PowerOn), Is.Empty);
    }

    [Test]
    public void The_power_on_of_a_disk_in_use_is_a_reset() => Assert.That(Judge(PowerOn), Is.EqualTo([Reset(PowerOn)]));

    [Test]
    public void The_power_on_a_minute_after_the_lun_was_attached_is_a_reset() => Assert.That(
        PrintedLog.Judge($"[10.0] <5>{Attached}\n[70.1] <4>{PowerOn}").Findings, Has.Exactly(1).Items);

    [Test]
    public void The_second_power_on_after_it_was_attached_is_a_reset() =>
        Assert.That(Judge(Attached, PowerOn, PowerOn), Is.EqualTo([Reset(PowerOn)]));

    [Test]
    public void The_power_on_of_another_lun_than_the_attached_one_is_a_reset()
    {
        const string Other = "sd 2:0:0:2: Power-on or device reset occurred";
        Assert.That(Judge(Attached, Other), Is.EqualTo([Reset(Other)]));
    }

    [Test]
    public void A_lun_that_is_attached_again_powers_on_again() => Assert.That(
        Judge(Attached, PowerOn, Attached, PowerOn), Is.Empty);

    [TestCase("Inquiry data has changed")]
    [TestCase("Mode parameters changed")]
    [TestCase("Asymmetric access state changed")]
    [TestCase("LUN assignments on this target have changed. The Linux SCSI layer does not automatically remap LUN assignments.")]
    public void Each_unit_attention_of_a_lun_that_was_just_attached_is_a_finding_only_when_it_comes_again(string attention)
    {
        Assert.That(Judge($"sd 2:0:0:1: {attention}"), Has.Exactly(1).Items, "of a LUN in use");
        Assert.That(Judge(Attached, PowerOn, $"sd 2:0:0:1: [sdb] {attention}"), Is.Empty);
        Assert.That(Judge($"sd 2:0:0:1: {attention}"), Has.Exactly(1).Items, "again");
    }

    [Test]
    public void A_peripheral_that_is_not_connected_is_not_attached()
    {
        var disconnected = Attached.Replace("PQ: 0", "PQ: 1", StringComparison.Ordinal);
        Assert.That(Judge(disconnected, PowerOn), Is.EqualTo([Reset(PowerOn)]));
    }

    [Test]
    public void Another_reset_of_a_lun_that_was_just_attached_is_a_finding()
    {
        const string Abort = "sd 2:0:0:1: [sdb] tag#3 abort";
        Assert.That(Judge(Attached, Abort), Is.EqualTo([Reset(Abort)]));
    }

    private static string Reset(string text) => $"SCSI reset or abort: [    0.000000] <4> {text}";

    private IEnumerable<string> Judge(params string[] texts)
    {
        var records = texts.Select((text, index) => new KernelLogRecord(
            index, 0, text.StartsWith("scsi ", StringComparison.Ordinal) ? 5 : 4, TimeSpan.Zero, text));
        return PrintedLog.Judge(_judge, [.. records]).Findings.Select(finding => finding.Message);
    }
}
