using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Guests.Console;
using TestHarness.Health;
using TestHarness.Health.KernelLog;
using TestHarness.Tests.Guests;

namespace TestHarness.Tests.Health;

[TestFixture]
internal sealed class GuestWatchTests : GuestFixture, IGuestShell
{
    private ConsoleShell? _afterReset;

    [OneTimeTearDown]
    public async Task EndTheShellAsync()
    {
        if (_afterReset is not null)
            await _afterReset.DisposeAsync();
    }

    [Test]
    public async Task A_guest_that_is_well_has_no_findings()
    {
        var watch = await GuestWatch.StartAsync(this, AllowList.Empty, "");
        var (report, output) = await watch.CheckAsync("echo alongside; exit 3");

        Assert.That(report.Findings, Is.Empty);
        Assert.That(report.NotChecked, Is.Empty);
        Assert.That(output, Is.EqualTo("alongside\n"));
    }

    [Test]
    public async Task An_error_of_the_kernel_is_reported_once()
    {
        var watch = await GuestWatch.StartAsync(this, AllowList.Empty, "");
        await RunAsync("echo '<3>sd 0:0:0:0: [sda] I/O error, dev sda, sector 128 op 0x1:(WRITE)' > /dev/kmsg", Soon);
        await RunAsync("echo '<6>all is well' > /dev/kmsg", Soon);

        var first = (await watch.CheckAsync("")).Report;
        var second = (await watch.CheckAsync("")).Report;

        Assert.That(first.Findings.Single().Message, Does.Contain("dev sda, sector 128"));
        Assert.That(second.Findings, Is.Empty);
        Assert.That(
            watch.Records.First.Select(record => record.Text),
            Has.Some.EqualTo("all is well").And.None.Contains("testharness-marker"));
        Assert.That(watch.Records.First.Select(record => record.Sequence), Is.Unique);
    }

    [Test]
    public async Task An_error_from_before_the_watch_is_not_reported()
    {
        await RunAsync("echo '<3>an error of yesterday' > /dev/kmsg", Soon);
        var watch = await GuestWatch.StartAsync(this, AllowList.Empty, "");
        Assert.That((await watch.CheckAsync("")).Report.Findings, Is.Empty);
    }

    [Test]
    public async Task A_taint_is_reported_once()
    {
        var watch = await GuestWatch.StartAsync(this, AllowList.Empty, "");
        await RunAsync("echo 16384 > /proc/sys/kernel/tainted", Soon);

        Assert.That(
            (await watch.CheckAsync("")).Report.Findings,
            Has.One.Property("Message").EqualTo("the kernel became tainted: L (soft lockup occurred)"));
        Assert.That((await watch.CheckAsync("")).Report.Findings, Is.Empty);
    }

    [Test]
    public async Task A_guest_that_was_reset_is_another_boot()
    {
        var watch = await GuestWatch.StartAsync(this, AllowList.Empty, "");
        var position = Guest.Console.Position;
        await Guest.Machine.Qmp.ExecuteAsync("system_reset");
        await Guest.Console.WaitForAsync(new Regex("init: the guest is up[^\n]*\n"), position, Soon, "the second boot");
        _afterReset = await ConsoleShell.StartAsync(Guest.Console, new Regex("init: the guest is up[^\n]*\n"), Soon);

        var (report, _) = await watch.CheckAsync("");

        Assert.That(report.Findings, Has.Some.Matches<HealthFinding>(finding =>
            finding is { Check: HealthCheck.GuestIdentity, Severity: HealthSeverity.Critical }
            && finding.Message.StartsWith("the guest was booted again: boot ID ", StringComparison.Ordinal)));
    }

    /// <summary>The shell of the guest's latest boot.</summary>
    public Task<ShellResult> RunAsync(string script, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        (_afterReset ?? Shell).RunAsync(script, timeout, cancellationToken);
}
