using TestHarness.Devices;
using TestHarness.Hosts;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Devices;

internal sealed class DeviceHolderTests
{
    /// <summary>$1: a file to hold open, $2: one that is made once it is.</summary>
    private const string Hold = """exec 3< "$1"; : > "$2"; read -r never < "$3" """;

    [Test]
    public async Task Processes_that_have_a_file_open_are_named_and_no_others()
    {
        using var directory = new TemporaryDirectory();
        await using var host = new LocalHost("h1");
        var (held, free, ready, never) = (directory["held"], directory["free"], directory["ready"], directory["never"]);
        await host.RunAsync(Command.Shell("""touch "$1" "$2" && mkfifo "$3" """, held, free, never));
        await using var holder = await host.StartAsync(Command.Shell(Hold, held, ready, never));
        await host.RunAsync(Command.Shell("""until [ -e "$1" ]; do sleep 0.05; done""", ready));

        Assert.That(await DeviceHolder.FindAsync(host, [free]), Is.Empty);
        Assert.That(await DeviceHolder.FindAsync(host, []), Is.Empty);
        Assert.That(
            (await DeviceHolder.FindAsync(host, [free, held])).Select(found => (found.ProcessId, found.Program, found.GuestName)),
            Is.EqualTo([(holder.ProcessId, "sh", (string?)null)]));
    }
}
