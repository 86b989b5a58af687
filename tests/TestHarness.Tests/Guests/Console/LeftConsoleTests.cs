using System.Text.RegularExpressions;
using TestHarness.Guests.Console;

namespace TestHarness.Tests.Guests.Console;

/// <summary>A console whose guest has moved away from a QEMU that does not close its port.</summary>
[TestFixture]
internal sealed class LeftConsoleTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Test]
    public async Task A_port_that_the_source_does_not_close_does_not_close_the_console_of_a_guest_that_lives()
    {
        await using var source = new FakeGuest(async terminal =>
        {
            await terminal.BootAsync();
            await terminal.ReadScriptAsync();
        });
        await using var destination = new FakeGuest(async terminal =>
            await terminal.SendAsync(ConsoleAnswerTests.Answer("hello", 0, await terminal.ReadScriptAsync())));
        await using var console = await SerialConsole.ConnectAsync(source.EndPoint, null);
        await using var shell = await ConsoleShell.StartAsync(console, new Regex("the guest is up"), Soon);
        var standby = await SerialConsoleStandby.ConnectAsync(destination.EndPoint);
        console.Leave();

        console.MoveTo(standby, patience: TimeSpan.FromMilliseconds(100));

        Assert.That((await shell.RunAsync("echo hello", Soon)).Output, Is.EqualTo("hello"));
    }
}
