using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Guests.Console;

namespace TestHarness.Tests.Guests.Console;

/// <summary>Commands while a migration holds the console's input.</summary>
[TestFixture]
[Parallelizable]
internal sealed class HeldConsoleTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    /// <summary>The bound of the test: far longer than the command's, which ends the wait.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task A_command_in_a_migration_that_does_not_end_fails_in_time_and_says_why()
    {
        await using var guest = new FakeGuest(async terminal => await terminal.BootAsync());
        await using var console = await SerialConsole.ConnectAsync(guest.EndPoint, null);
        await using var shell = await ConsoleShell.StartAsync(console, new Regex("the guest is up"), Soon);
        using var migration = await console.HoldInputAsync(" from one to other", Soon);

        var command = shell.RunAsync("true", TimeSpan.FromSeconds(1)).WaitAsync(Patience);

        Assert.That(
            async () => await command,
            Throws.TypeOf<HarnessException>().With.Message.StartsWith(
                "[guest-health] the guest takes no input while it is migrated from one to other, "
                + "and the migration did not end within 1 s"));
    }

    [Test]
    public async Task A_second_migration_of_a_guest_whose_first_does_not_end_fails_in_time()
    {
        await using var guest = new FakeGuest(async terminal => await terminal.BootAsync());
        await using var console = await SerialConsole.ConnectAsync(guest.EndPoint, null);
        using var first = await console.HoldInputAsync(" from one to other", Soon);

        var second = console.HoldInputAsync(" from one to a third", TimeSpan.FromMilliseconds(10)).WaitAsync(Patience);

        Assert.That(
            async () => await second,
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[migration] the guest's serial console was not free")
                .And.Message.Contains("another migration from one to other"));
    }

    [Test]
    public async Task A_command_in_a_migration_is_sent_when_the_migration_ends()
    {
        await using var guest = new FakeGuest(async terminal =>
        {
            await terminal.BootAsync();
            await terminal.SendAsync(ConsoleAnswerTests.Answer("hello", 0, await terminal.ReadScriptAsync()));
        });
        await using var console = await SerialConsole.ConnectAsync(guest.EndPoint, null);
        await using var shell = await ConsoleShell.StartAsync(console, new Regex("the guest is up"), Soon);
        var migration = await console.HoldInputAsync(" from one to other", Soon);

        var command = shell.RunAsync("echo hello", Soon);
        migration.Dispose();

        Assert.That((await command).Output, Is.EqualTo("hello"));
    }
}
