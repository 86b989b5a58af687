using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Devices.Vfio.Nics;

namespace TestHarness.Tests.Devices.Vfio.Nics;

[TestFixture]
internal sealed class VfTrafficTests
{
    [TestCase(10, 10, 10, null)]
    [TestCase(12, 11, 10, null)]
    [TestCase(9, 10, 10, "10 pings were answered and the VFs counted 9 packets in and 10 out at NIC 1")]
    [TestCase(10, 9, 10, "10 pings were answered and the VFs counted 10 packets in and 9 out at NIC 1")]
    [TestCase(0, 0, 10, "10 pings were answered and the VFs counted 0 packets in and 0 out at NIC 1")]
    [TestCase(10, 10, 0, "none answered")]
    public void Pings_that_a_VF_did_not_carry_are_found(int received, int sent, int answered, string? found)
    {
        var wrong = VfTraffic.FindWrong([new VfPackets(1, 100, 200)], [new VfPackets(1, 100 + received, 200 + sent)], answered);

        Assert.That(wrong, found is null ? Is.Null : Does.Contain(found));
    }

    [Test]
    public void A_NIC_may_answer_for_all_but_each_VF_must_receive_packets()
    {
        ImmutableArray<VfPackets> before = [new(1, 0, 0), new(2, 5, 5)];

        Assert.That(VfTraffic.FindWrong(before, [new(1, 19, 20), new(2, 6, 5)], 20), Is.Null);
        Assert.That(
            VfTraffic.FindWrong(before, [new(1, 20, 20), new(2, 5, 5)], 20),
            Does.EndWith("0 packets in and 0 out at NIC 2"));
    }

    [TestCase("10 packets transmitted, 7 received, 30% packet loss, time 1810ms", 7)]
    [TestCase("10 packets transmitted, 0 received, +3 errors, 100% packet loss, time 9210ms", 0)]
    public void The_answers_are_read_of_pings_summary(string output, int answered) =>
        Assert.That(VfTraffic.Answered(new CommandResult("host1", "ping", 0, output, "", TimeSpan.Zero)), Is.EqualTo(answered));

    [Test]
    public void A_ping_that_cannot_send_is_reported() => Assert.That(
        () => VfTraffic.Answered(new CommandResult("host1", "ping", 2, "", "Network is unreachable", TimeSpan.Zero)),
        Throws.TypeOf<HarnessException>().With.Message.Contains("Network is unreachable"));
}
