using TestHarness.Failures;
using TestHarness.Health.Reachability;

namespace TestHarness.Tests.Health.Reachability;

public sealed class PingLogTests
{
    private const string Text = """
        PING 10.20.0.100 (10.20.0.100) 56(84) bytes of data.
        [1000.010000] 64 bytes from 10.20.0.100: icmp_seq=1 ttl=64 time=1.2 ms
        [1000.020000] 64 bytes from 10.20.0.100: icmp_seq=2 ttl=64 time=1.2 ms
        [1000.320000] 64 bytes from 10.20.0.100: icmp_seq=5 ttl=64 time=250 ms
        [1000.320500] 64 bytes from 10.20.0.100: icmp_seq=5 ttl=64 time=250 ms (DUP!)
        [1000.330000] 64 bytes from 10.20.0.100: icmp_seq=6 ttl=64 time=1.1 ms

        --- 10.20.0.100 ping statistics ---
        7 packets transmitted, 4 received, +1 duplicates, 42.8571% packet loss, time 60ms

        """;

    [Test]
    public void The_longest_gap_is_between_two_answers()
    {
        var reached = PingLog.Read(Text, 1000m, 1000.4m, DateTimeOffset.UnixEpoch);

        Assert.That((reached.Sent, reached.Lost), Is.EqualTo((7, 3)));
        Assert.That(
            (reached.LongestGap.Start.TotalSeconds, reached.LongestGap.Length.TotalSeconds),
            Is.EqualTo((0.02, 0.3)).Within(1e-6));
        Assert.That(reached.ToString(), Is.EqualTo("longest gap 300 ms, at 0.02 s; 3 of 7 probes lost"));
    }

    [TestCase(998.0, 1000.4, 2.01)]
    [TestCase(1000.0, 1003.33, 3.0)]
    public void A_time_without_an_answer_at_the_start_or_the_end_counts(double start, double end, double gap) =>
        Assert.That(
            PingLog.Read(Text, (decimal)start, (decimal)end, DateTimeOffset.UnixEpoch).LongestGap.Length.TotalSeconds,
            Is.EqualTo(gap).Within(1e-6));

    [Test]
    public void Without_an_answer_the_gap_is_all_of_the_time()
    {
        var reached = PingLog.Read(
            "PING x\n\n9 packets transmitted, 0 received, 100% packet loss\n", 5m, 7m, DateTimeOffset.UnixEpoch);

        Assert.That((reached.Lost, reached.LongestGap.Length), Is.EqualTo((9, TimeSpan.FromSeconds(2))));
    }

    [Test]
    public void A_log_without_a_summary_is_refused() => Assert.That(
        Assert.Throws<HarnessException>(() => PingLog.Read("ping: connect: Network is unreachable\n", 0, 1, default))!.Detail,
        Does.EndWith("found: ping: connect: Network is unreachable"));
}
