using System.Net.Sockets;
using TestHarness.Failures;
using TestHarness.Qmp;

namespace TestHarness.Tests.Qmp;

[TestFixture]
[Parallelizable]
internal sealed class GreetingTests
{
    [Test]
    public async Task A_peer_that_closes_before_it_greets_is_tried_again()
    {
        FakePeer? self = null;
        await using var peer = new FakePeer(async c =>
        {
            if (self!.Accepted < 3)
                return;
            await c.NegotiateAsync();
            await c.StaySilentAsync();
        });
        self = peer;

        await using var client = await ConnectAsync(peer);

        Assert.That(client.Greeting.Version, Is.EqualTo(new Version(9, 1, 0)));
    }

    [Test]
    public async Task A_greeting_that_comes_twice_is_taken_once()
    {
        await using var peer = new FakePeer(async c =>
        {
            await c.SendLineAsync(FakeConnection.Greeting);
            await c.NegotiateAsync();
            await c.StaySilentAsync();
        });

        await using var client = await ConnectAsync(peer);

        Assert.That(client.Closed.IsCompleted, Is.False);
    }

    [Test]
    public async Task A_human_monitor_is_refused_at_once()
    {
        await using var peer = new FakePeer(async c =>
        {
            await c.SendLineAsync("QEMU 7.2.22 monitor - type 'help' for more information");
            await c.StaySilentAsync();
        });

        var failure = (await Assert.ThrowsAsync<HarnessException>(() => ConnectAsync(peer)))!;

        Assert.That(failure.Message, Does.Contain("expected a QMP greeting, found \"QEMU 7.2.22 monitor").And.Contain("-qmp"));
    }

    [Test]
    public async Task A_greeting_cut_off_is_refused_with_what_came()
    {
        await using var peer = new FakePeer(c => c.SendAsync("{\"QMP\": {"));

        var failure = (await Assert.ThrowsAsync<HarnessException>(() => ConnectAsync(peer)))!;

        Assert.That(failure.Message, Does.StartWith("[qmp] source: cannot connect to").And.Contain("{\"QMP\": {"));
    }

    [Test]
    public async Task A_monitor_that_never_comes_up_is_one_clear_error()
    {
        var absent = new UnixDomainSocketEndPoint(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));
        var options = new QmpOptions { ConnectTimeout = TimeSpan.FromMilliseconds(100) };

        var failure = (await Assert.ThrowsAsync<HarnessException>(() => QmpClient.ConnectAsync("destination", absent, options)))!;

        Assert.That(failure.Message, Does.StartWith("[qmp] destination: no QMP greeting from").And.Contain("within 0.1 s"));
    }

    [Test]
    public async Task A_monitor_held_by_another_client_is_reported_as_such()
    {
        using var qemu = TestQemu.Start("none");
        await using var first = await qemu.ConnectAsync();

        var failure = (await Assert.ThrowsAsync<HarnessException>(
            () => qemu.ConnectAsync("second", new QmpOptions { ConnectTimeout = TimeSpan.FromSeconds(3) })))!;

        Assert.That(
            failure.Message,
            Does.Contain("connected, but the peer sent nothing").And.Contain("no other client holds this monitor"));
    }

    private static Task<QmpClient> ConnectAsync(FakePeer peer, QmpOptions? options = null) =>
        QmpClient.ConnectAsync("source", peer.EndPoint, options);
}
