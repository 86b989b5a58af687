using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

public sealed class SshNetConnectionTests : SshConnectionContract
{
    private protected override IHost Connect(string name, SshDestination destination) => new SshHost(name, destination);

    [Test]
    public async Task Idle_shells_give_their_sessions_to_commands_that_need_them()
    {
        Assert.That(await Rendezvous.RunAsync(Host, 5), Is.EqualTo(Rendezvous.Met(5)));

        var processes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Host.StartAsync(new Command("sleep", "300"))));

        Assert.That(Server.CountConnections(), Is.EqualTo(1));
        await Task.WhenAll(processes.Select(process => process.DisposeAsync().AsTask()));
    }
}
