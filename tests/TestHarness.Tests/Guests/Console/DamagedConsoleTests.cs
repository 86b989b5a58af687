using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Guests.Console;

namespace TestHarness.Tests.Guests.Console;

[TestFixture]
internal sealed class DamagedConsoleTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Test]
    public async Task A_damaged_answer_is_asked_for_again_and_the_script_is_not_run_again()
    {
        await using var guest = new FakeGuest(async terminal =>
        {
            await terminal.BootAsync();
            var id = await terminal.ReadScriptAsync();
            await terminal.SendAsync(
                ConsoleAnswerTests.Answer("hello", 0, id).Replace("aGVsbG8", "aGVsb", StringComparison.Ordinal));
            Assert.That(await terminal.ReadAgainAsync(), Is.EqualTo(id));
            await terminal.SendAsync(ConsoleAnswerTests.Answer("hello", 0, id, ConsoleAnswer.Mark));
            await terminal.ReadScriptAsync();
        });
        await using var console = await SerialConsole.ConnectAsync(guest.EndPoint, null);
        await using var shell = await StartAsync(console);

        Assert.That((await shell.RunAsync("echo hello", Soon)).Output, Is.EqualTo("hello"));
    }

    [Test]
    public async Task An_answer_that_is_always_damaged_is_an_error()
    {
        await using var guest = new FakeGuest(async terminal =>
        {
            await terminal.BootAsync();
            var id = await terminal.ReadScriptAsync();
            while (true)
            {
                await terminal.SendAsync(
                    ConsoleAnswerTests.Answer("hello", 0, id).Replace("aGVsbG8", "aGVsb", StringComparison.Ordinal));
                await terminal.ReadAgainAsync();
            }
        });
        await using var console = await SerialConsole.ConnectAsync(guest.EndPoint, null);
        await using var shell = await StartAsync(console);

        var failure = (await Assert.ThrowsAsync<HarnessException>(() => shell.RunAsync("echo hello", Soon)))!;

        Assert.That(failure.Message, Is.EqualTo(
            "[guest-health] the guest runs 'echo hello': the answer came damaged 5 times over the serial console"));
    }

    [Test]
    public async Task A_guest_that_does_not_boot_is_an_error_with_its_last_lines()
    {
        await using var guest = new FakeGuest(async terminal =>
        {
            await terminal.SendAsync("Kernel panic - not syncing: VFS: Unable to mount root fs\r\n");
            await terminal.ReadScriptAsync();
        });
        await using var console = await SerialConsole.ConnectAsync(guest.EndPoint, null);

        var failure = (await Assert.ThrowsAsync<HarnessException>(() => StartAsync(console, TimeSpan.FromSeconds(1))))!;

        Assert.That(failure.Message, Is.EqualTo(
            "[guest-health] waiting for the guest to boot: no answer within 1 s; "
            + "the console's last lines: Kernel panic - not syncing: VFS: Unable to mount root fs"));
    }

    [Test]
    public async Task A_console_that_closes_ends_the_command_and_every_later_one()
    {
        await using var guest = new FakeGuest(async terminal =>
        {
            await terminal.BootAsync();
            await terminal.ReadScriptAsync();
            await terminal.SendAsync("[    9.000000] reboot: Power down\r\n");
        });
        await using var console = await SerialConsole.ConnectAsync(guest.EndPoint, null);
        await using var shell = await StartAsync(console);

        foreach (var script in new[] { "poweroff -f", "true" })
        {
            var failure = (await Assert.ThrowsAsync<HarnessException>(() => shell.RunAsync(script, Soon)))!;
            Assert.That(
                failure.Message, Does.StartWith("[guest-health] ")
                .And.Contains("the serial port was closed (QEMU may have ended); the console's last lines: ")
                .And.EndsWith("reboot: Power down"));
        }
    }

    private static Task<ConsoleShell> StartAsync(SerialConsole console, TimeSpan? bootTimeout = null) =>
        ConsoleShell.StartAsync(console, new Regex("init: the guest is up[^\n]*\n"), bootTimeout ?? Soon);
}
