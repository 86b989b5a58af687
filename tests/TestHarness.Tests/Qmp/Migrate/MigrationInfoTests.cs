using TestHarness.Failures;
using TestHarness.Qmp;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Tests.Qmp.Migrate;

[TestFixture]
internal sealed class MigrationInfoTests
{
    [TestCase("none", MigrationStatus.None)]
    [TestCase("pre-switchover", MigrationStatus.PreSwitchover)]
    [TestCase("postcopy-recover-setup", MigrationStatus.PostcopyRecoverSetup)]
    [TestCase("wait-unplug", MigrationStatus.WaitUnplug)]
    [TestCase("teleporting", MigrationStatus.Unknown)]
    [TestCase("3", MigrationStatus.Unknown)]
    public void Reads_a_status(string text, MigrationStatus status) =>
        Assert.That(MigrationStatusText.Parse(text), Is.EqualTo(status));

    [Test]
    public async Task Keeps_the_text_of_an_unknown_status_and_ignores_unknown_members()
    {
        var info = await QueryAsync("""
            {"status": "teleporting", "blocked-reasons": ["vfio"], "vfio": {"transferred": 12}, "new": {"a": [1]},
             "ram": {"transferred": 5, "mbps": 1.5, "postcopy-requests": 7, "downtime-bytes": 9}, "cpu-throttle-percentage": 20,
             "socket-address": [{"type": "inet", "host": "::", "port": "4000", "ipv6": true}, {"type": "unix", "path": "/p"}]}
            """.ReplaceLineEndings(" "));

        Assert.That(info.StatusText, Is.EqualTo("teleporting"));
        Assert.That(info.BlockedReasons, Is.EqualTo(["vfio"]));
        Assert.That(info.Vfio?.Transferred, Is.EqualTo(12));
        Assert.That(
            info.Ram, Is.EqualTo(new MigrationRam { Transferred = 5, Mbps = 1.5, PostcopyRequests = 7, DowntimeBytes = 9 }));
        Assert.That(info.SocketAddress.Select(a => a.ToUri()), Is.EqualTo(["tcp:[::]:4000", "unix:/p"]));
        Assert.That(info.SocketAddress[0].ToUri("lab-host"), Is.EqualTo("tcp:lab-host:4000"));
        Assert.That(info.Downtime, Is.Null);
    }

    [Test]
    public async Task An_answer_of_another_shape_is_shown()
    {
        var failure = (await Assert.ThrowsAsync<HarnessException>(() => QueryAsync("""{"ram": "much"}""")))!;

        Assert.That(failure.Message, Does.Contain("the answer of 'query-migrate'").And.Contain("""{"ram": "much"}"""));
    }

    private static async Task<MigrationInfo> QueryAsync(string answer)
    {
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            await c.ReplyAsync(await c.ReadIdAsync(), answer);
            await c.StaySilentAsync();
        });
        await using var client = await QmpClient.ConnectAsync("source", peer.EndPoint);
        return await client.QueryMigrateAsync();
    }
}
