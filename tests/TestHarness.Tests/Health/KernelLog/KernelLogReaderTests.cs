using TestHarness.Health.KernelLog;

namespace TestHarness.Tests.Health.KernelLog;

[TestFixture("sh")]
[TestFixture("busybox")]
public sealed class KernelLogReaderTests(string kind)
{
    private ShellUnderTest _shell = null!;
    private KernelLogReader _reader = null!;

    [SetUp]
    public void NeedKernelLog()
    {
        try
        {
            using var device = File.Open("/dev/kmsg", FileMode.Open, FileAccess.ReadWrite);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Skip.Because(SkipReason.NoKernelLog, exception.Message);
        }

        _shell = kind == "busybox" ? ShellUnderTest.Busybox() : ShellUnderTest.Own();
        _reader = new KernelLogReader(_shell);
    }

    [TearDown]
    public void DisposeShell() => _shell?.Dispose();

    [Test]
    public async Task Reads_what_came_after_the_mark_and_nothing_before()
    {
        var id = Guid.NewGuid().ToString("N");
        Write($"<6>before {id}");
        var mark = await _reader.MarkAsync();
        Write($"<5>after {id} été"); // above 4, as scenarios may run beside this test and judge the same log

        var reading = await _reader.ReadAsync(mark.Cursor);

        var mine = reading.Records.First.Where(record => record.Text.Contains(id, StringComparison.Ordinal)).ToList();
        Assert.That(mine.Select(record => (record.Level, record.Text)), Is.EqualTo(new[] { (5, $"after {id} été") }));
        Assert.That(reading.Lost, Is.Zero);
        Assert.That(reading.NotReadable, Is.Null);
    }

    [Test]
    public async Task Reads_each_record_once()
    {
        var id = Guid.NewGuid().ToString("N");
        var mark = await _reader.MarkAsync();
        Write($"<6>{id}");

        var first = await _reader.ReadAsync(mark.Cursor);
        var second = await _reader.ReadAsync(first.Cursor);

        Assert.That(first.Records.First.Count(record => record.Text == id), Is.EqualTo(1));
        Assert.That(second.Records.First.Count(record => record.Text == id), Is.Zero);
        Assert.That(second.Cursor, Is.GreaterThan(first.Cursor));
    }

    [Test]
    public async Task Drops_markers_and_reads_the_log_from_its_start()
    {
        await _reader.MarkAsync();

        var reading = await _reader.ReadAsync(-1);

        Assert.That(reading.NotReadable, Is.Null);
        Assert.That(reading.Records.First, Is.Not.Empty);
        Assert.That(
            reading.Records.First.Where(record => record.Text.Contains("testharness-marker", StringComparison.Ordinal)),
            Is.Empty);
        Assert.That(reading.Records.First.Select(record => record.Sequence), Is.Ordered.Ascending);
    }

    [Test]
    public async Task A_cursor_of_another_boot_is_not_readable()
    {
        var reading = await _reader.ReadAsync(1L << 50);

        Assert.That(reading.NotReadable, Does.Contain("booted again"));
    }

    private static void Write(string text) => File.WriteAllText("/dev/kmsg", text);
}
