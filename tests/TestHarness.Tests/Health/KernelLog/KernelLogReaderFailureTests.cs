using System.Text.RegularExpressions;
using TestHarness.Guests;
using TestHarness.Health.KernelLog;

namespace TestHarness.Tests.Health.KernelLog;

public sealed class KernelLogReaderFailureTests
{
    [Test]
    public async Task A_log_without_device_is_not_readable_and_never_clean()
    {
        using var shell = ShellUnderTest.Own();
        var reading = await new KernelLogReader(new Rewriting(shell, "/dev/kmsg", "/dev/testharness-none")).ReadAsync(0);

        Assert.That(reading.NotReadable, Does.Contain("there is no device /dev/testharness-none"));
        var report = new KernelLogJudge(AllowList.Empty).Judge(reading, KernelLogOwner.Host, "h1");
        Assert.That(report.NotChecked.Single().ToString(), Does.StartWith("h1: kernel log was not checked: there is no device"));
    }

    [Test]
    public async Task A_device_that_swallows_the_marker_is_not_readable()
    {
        using var shell = ShellUnderTest.Own();
        var reading = await new KernelLogReader(new Rewriting(shell, "/dev/kmsg", "/dev/null")).MarkAsync();

        Assert.That(reading.NotReadable, Does.Contain("was not read back"));
        Assert.That(reading.Cursor, Is.EqualTo(-1));
    }

    [Test]
    public async Task A_kernel_that_takes_no_markers_is_not_waited_for()
    {
        using var shell = ShellUnderTest.Own();
        var setting = Path.GetTempFileName();
        await File.WriteAllTextAsync(setting, "off\n");
        var script = new Rewriting(new Rewriting(shell, "/proc/sys/kernel/printk_devkmsg", setting), "/dev/kmsg", "/dev/null");

        var reading = await new KernelLogReader(script).ReadAsync(0);
        File.Delete(setting);

        Assert.That(reading.NotReadable, Is.EqualTo("kernel.printk_devkmsg is off, so no marker can be written"));
    }

    [Test]
    public async Task Records_overwritten_before_they_were_read_are_counted()
    {
        var reading = await Answering("6,90,1,-;a", "6,91,2,-;b").ReadAsync(79);

        Assert.That(reading.Lost, Is.EqualTo(10));
        Assert.That(reading.Records.Select(record => record.Text), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(
            new KernelLogJudge(AllowList.Empty).Judge(reading, KernelLogOwner.Guest, "guest").Findings.Single().Message,
            Does.StartWith("10 records were overwritten before they were read"));
    }

    [Test]
    public async Task A_reading_that_the_console_garbled_is_read_again()
    {
        var answers = new Queue<string[]>([["6,81[    9.1] noise", "6,82,2,-;b"], ["6,81,1,-;a", "6,82,2,-;b"]]);
        var reading = await new KernelLogReader(new Scripted(() => answers.Dequeue(), 83)).ReadAsync(80);

        Assert.That(reading.Lost, Is.Zero);
        Assert.That(reading.Records, Has.Length.EqualTo(2));
    }

    private static KernelLogReader Answering(params string[] lines) => new(new Scripted(() => lines, 92));

    private sealed class Rewriting(IGuestShell inner, string from, string to) : IGuestShell
    {
        public Task<ShellResult> RunAsync(string script, TimeSpan timeout, CancellationToken cancellationToken = default) =>
            inner.RunAsync(script.Replace(from, to, StringComparison.Ordinal), timeout, cancellationToken);
    }

    private sealed class Scripted(Func<string[]> lines, long markerSequence) : IGuestShell
    {
        public Task<ShellResult> RunAsync(string script, TimeSpan timeout, CancellationToken cancellationToken = default)
        {
            var marker = Regex.Match(script, "testharness-marker [0-9a-f]+").Value;
            return Task.FromResult(new ShellResult(0, string.Join('\n', [.. lines(), $"15,{markerSequence},9,-;{marker}"])));
        }
    }
}
