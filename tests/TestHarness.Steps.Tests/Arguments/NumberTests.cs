using TestHarness.Failures;
using TestHarness.Steps.Arguments;

namespace TestHarness.Steps.Tests.Arguments;

internal sealed class NumberTests
{
    private static readonly TestCaseData[] Kinds =
    [
        new((Func<string, object>)(text => Legs.Parse(text)), 1L, 10_000L) { TestName = "Legs" },
        new((Func<string, object>)(text => SlowdownFactor.Parse(text)), 1L, 1000L) { TestName = "SlowdownFactor" },
        new((Func<string, object>)(text => Milliseconds.Parse(text)), 0L, 3_600_000L) { TestName = "Milliseconds" },
        new((Func<string, object>)(text => Seconds.Parse(text)), 0L, 86_400L) { TestName = "Seconds" },
        new((Func<string, object>)(text => PingInterval.Parse(text)), 10L, 60_000L) { TestName = "PingInterval" },
        new((Func<string, object>)(text => LostPings.Parse(text)), 0L, 1_000_000L) { TestName = "LostPings" },
        new((Func<string, object>)(text => Position.Parse(text)), 1L, 64L) { TestName = "Position" },
        new((Func<string, object>)(text => VportLimit.Parse(text)), 0L, 255L) { TestName = "VportLimit" },
        new((Func<string, object>)(text => VfCount.Parse(text)), 1L, 256L) { TestName = "VfCount" },
        new((Func<string, object>)(text => GuestVfCount.Parse(text)), 1L, 16L) { TestName = "GuestVfCount" },
        new((Func<string, object>)(text => ByteCount.Parse(text)), 1L, 1L << 30) { TestName = "ByteCount" },
        new((Func<string, object>)(text => ByteOffset.Parse(text)), 0L, 1L << 60) { TestName = "ByteOffset" },
        new((Func<string, object>)(text => MebibyteOffset.Parse(text)), 0L, 1L << 40) { TestName = "MebibyteOffset" },
        new((Func<string, object>)(text => ChannelCount.Parse(text)), 1L, 255L) { TestName = "ChannelCount" },
        new((Func<string, object>)(text => PassCount.Parse(text)), 1L, 10_000L) { TestName = "PassCount" },
        new((Func<string, object>)(text => RoundCount.Parse(text)), 1L, 1_000L) { TestName = "RoundCount" },
    ];

    [TestCaseSource(nameof(Kinds))]
    public void A_number_inside_its_range_is_read_and_others_are_refused(Func<string, object> parse, long least, long most)
    {
        Assert.That(() => parse($"{least}"), Throws.Nothing);
        Assert.That(() => parse($"{most}"), Throws.Nothing);
        string[] wrong =
            [$"{least - 1}", $"{most + 1}", "-9223372036854775809", "99999999999999999999", "1e3", "", "1.5", "1;id"];
        foreach (var text in wrong)
        {
            Assert.That(
                () => parse(text),
                Throws.TypeOf<HarnessException>().With.Message.Contains($"a whole number from {least} to {most}, found '{text}'")
                    .And.Property(nameof(HarnessException.FailureClass)).EqualTo(FailureClass.Config));
        }
    }
}
