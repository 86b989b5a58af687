using TestHarness.Migration;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Tests.Migration;

[TestFixture]
internal sealed class LegProgressTests
{
    private readonly Clock _clock = new();
    private readonly List<string> _lines = [];

    [Test]
    public void A_line_is_shown_every_30_seconds_and_each_sample_is_kept()
    {
        var progress = new LegProgress(_lines.Add, 4, _clock);
        foreach (var seconds in (int[])[0, 29, 30, 31, 59, 60])
        {
            _clock.Now = TimeSpan.FromSeconds(seconds);
            progress.Report(Info(transferred: seconds));
        }

        Assert.That(_lines, Has.Count.EqualTo(2));
        Assert.That(progress.Sent.Select(sample => sample.Bytes), Is.EqualTo([0, 29, 30, 31, 59, 60]));
        Assert.That(progress.Sent[^1].At, Is.EqualTo(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public void A_line_reports_the_remaining_memory_and_the_rate()
    {
        var progress = new LegProgress(_lines.Add, 4, _clock);
        _clock.Now = TimeSpan.FromSeconds(30);

        progress.Report(Info(transferred: 3 << 19));
        progress.Report(new MigrationInfo { StatusText = "setup" });

        Assert.That(_lines, Is.EqualTo(["leg 4: active, pass 2, 64 of 128 MiB to go, 1.5 MiB sent at 12 Mbit/s"]));
        Assert.That(progress.Sent, Has.Length.EqualTo(1), "nothing is known before memory is sent");
    }

    [SetUp]
    public void Forget()
    {
        _lines.Clear();
        _clock.Now = TimeSpan.Zero;
    }

    private static MigrationInfo Info(long transferred) => new()
    {
        StatusText = "active",
        Ram = new MigrationRam
        {
            Transferred = transferred, Remaining = 64 << 20, Total = 128 << 20, DirtySyncCount = 2, Mbps = 12.3,
        },
    };

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
