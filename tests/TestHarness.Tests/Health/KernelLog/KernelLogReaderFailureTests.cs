using System.Text.RegularExpressions;
using TestHarness.Environments;
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
        var judge = new KernelLogJudge(AllowList.Empty);
        var reading = await Answering("6,90,1,-;a", "6,91,2,-;b").ReadAsync(79, () => judge.Begin(KernelLogOwner.Guest, "guest"));

        Assert.That(reading.Lost, Is.EqualTo(10));
        Assert.That(reading.Records.First.Select(record => record.Text), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(
            judge.Judge(reading, KernelLogOwner.Guest, "guest").Findings.Single().Message,
            Does.StartWith("10 records were overwritten before they were read"));
    }

    [Test]
    public async Task A_reading_that_the_console_garbled_is_read_again()
    {
        var answers = new Queue<string[]>([["6,81[    9.1] noise", "6,82,2,-;b"], ["6,81,1,-;a", "6,82,2,-;b"]]);
        var reading = await new KernelLogReader(new Scripted(() => answers.Dequeue(), 83)).ReadAsync(80);

        Assert.That(reading.Lost, Is.Zero);
        Assert.That(reading.Records.First, Has.Length.EqualTo(2));
    }

    [Test]
    public async Task A_reading_that_stays_garbled_is_tried_3_times()
    {
        var readings = 0;
        var reading = await new KernelLogReader(new Scripted(() => { readings++; return ["noise"]; }, 83)).ReadAsync(80);

        Assert.That((readings, reading.Lost), Is.EqualTo((3, 2)));
    }

    [Test]
    public async Task A_second_try_reads_the_log_from_its_start()
    {
        var scripted = new Scripted(() => ["noise"], 83);
        await new KernelLogReader(scripted).ReadAsync(80);

        Assert.That(scripted.Scripts, Has.Count.EqualTo(3));
        Assert.That(scripted.Scripts[0], Does.Contain("/^[0-9]*,80,/,"));
        Assert.That(scripted.Scripts.Skip(1), Has.All.Contains("sed -n '1,/"));
    }

    [Test]
    public async Task A_second_mark_is_tried_as_the_first_one()
    {
        var scripted = new Scripted(() => [], 83) { IsSilent = true };
        await new KernelLogReader(scripted).MarkAsync();

        Assert.That(scripted.Scripts, Has.Count.EqualTo(3).And.All.Contains("sed -n '/testharness-marker"));
    }

    [Test]
    public async Task An_answer_that_was_cut_is_not_readable()
    {
        var reading = await new KernelLogReader(new Scripted(() => ["6,81,1,-;a"], 82) { BytesCut = 7 }).ReadAsync(80);

        Assert.That(reading.NotReadable, Does.Contain("7 bytes"));
        Assert.That(reading.Records.First, Is.Empty);
    }

    [TestCase("", "the marker written to /dev/kmsg was not read back (exit code 0)")]
    [TestCase("one\ntwo\nthree\nfour", "the marker written to /dev/kmsg was not read back (exit code 0): one / two / three")]
    public async Task The_record_in_place_of_the_marker_is_reported(string answer, string told)
    {
        var reading = await new KernelLogReader(new Scripted(() => answer.Split('\n'), 1) { IsSilent = true }).ReadAsync(0);

        Assert.That(reading.NotReadable, Is.EqualTo(told));
    }

    [Test]
    public async Task A_log_whose_newest_record_is_the_one_at_the_cursor_is_of_another_boot()
    {
        Assert.That(
            (await Answering().ReadAsync(92)).NotReadable, Does.EndWith("before the cursor 92: the kernel was booted again"));
        Assert.That((await Answering().ReadAsync(91)).NotReadable, Is.Null);
    }

    [Test]
    public async Task From_the_start_of_the_log_on_nothing_is_lost()
    {
        var reading = await Answering("6,90,1,-;a", "6,91,2,-;b").ReadAsync(-1);

        Assert.That((reading.Lost, reading.Records.First.Length, reading.Cursor), Is.EqualTo((0, 2, 92)));
        Assert.That((await Answering([.. Enumerable.Range(1, 91).Select(n => $"6,{n},1,-;r{n}")]).ReadAsync(0)).Lost, Is.Zero);
    }

    private static KernelLogReader Answering(params string[] lines) => new(new Scripted(() => lines, 92));

    private sealed class Rewriting(IGuestShell inner, string from, string to) : IGuestShell
    {
        public Task<ShellResult> RunAsync(string script, TimeSpan timeout, CancellationToken cancellationToken = default) =>
            inner.RunAsync(script.Replace(from, to, StringComparison.Ordinal), timeout, cancellationToken);
    }

    private sealed class Scripted(Func<string[]> lines, long markerSequence) : IGuestShell
    {
        public List<string> Scripts { get; } = [];

        /// <summary>Whether the marker is missing in the answers.</summary>
        public bool IsSilent { get; init; }

        public long BytesCut { get; init; }

        public Task<ShellResult> RunAsync(string script, TimeSpan timeout, CancellationToken cancellationToken = default)
        {
            Scripts.Add(script);
            var marker = IsSilent ? "" : Regex.Match(script, "testharness-marker [0-9a-f]+").Value;
            string[] marked = marker.Length == 0 ? [] : [$"15,{markerSequence},9,-;{marker}"];
            return Task.FromResult(
                new ShellResult(0, string.Join('\n', [.. lines(), .. marked])) { BytesCut = BytesCut });
        }
    }
}
