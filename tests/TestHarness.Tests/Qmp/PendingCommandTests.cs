using System.Text;
using TestHarness.Failures;
using TestHarness.Qmp;
using TestHarness.Qmp.Transcripts;

namespace TestHarness.Tests.Qmp;

[TestFixture]
internal sealed class PendingCommandTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);

    [Test]
    public async Task A_connection_lost_within_a_reply_ends_the_command()
    {
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            await c.ReadIdAsync();
            await c.SendAsync("{\"ret");
        });
        await using var client = await ConnectAsync(peer);

        var failure = (await Assert.ThrowsAsync<HarnessException>(
            () => client.ExecuteAsync("migrate", new { uri = "tcp:x:1" })))!;

        Assert.That(failure.Message, Does.Contain("within a line that starts \"{\"ret\"").And.Contain("\"uri\":\"tcp:x:1\""));
    }

    [Test]
    public async Task A_silent_peer_times_out_with_command_and_state()
    {
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            await c.SendLineAsync("""{"event": "MIGRATION", "data": {"status": "active"}}""");
            await c.StaySilentAsync();
        });
        await using var client = await ConnectAsync(peer);
        await client.Events.WaitAsync("MIGRATION", 0, Soon);
        var other = client.ExecuteAsync("query-migrate", null, Soon);

        var command = (await Assert.ThrowsAsync<HarnessException>(() => client.ExecuteAsync("query-status", null, Short)))!;
        var wait = (await Assert.ThrowsAsync<HarnessException>(() => client.Events.WaitAsync("STOP", 0, Short)))!;

        Assert.That(command.Message, Does.Contain("'query-status' got no reply within 0.1 s; the session is open")
            .And.Contain("pending: query-migrate, query-status").And.Contain("""#0 MIGRATION {"status": "active"}"""));
        Assert.That(wait.Message, Does.Contain("waited 0.1 s for event STOP").And.Contain("pending: query-migrate;"));
        await client.DisposeAsync();
        var closed = (await Assert.ThrowsAsync<HarnessException>(() => other))!;
        Assert.That(closed.Message, Does.Contain("the harness closed the connection"));
    }

    [Test]
    public async Task Answers_out_of_order_and_for_nobody_reach_the_right_commands()
    {
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            var late = await c.ReadIdAsync();
            var (first, second) = (await c.ReadIdAsync(), await c.ReadIdAsync());
            await c.ReplyAsync("\"nobody\"", "{}");
            await c.SendLineAsync("""{"error": {"class": "GenericError", "desc": "?"}, "id": 12}""");
            await c.ReplyAsync(late, "0");
            await c.ReplyAsync(second, "2");
            await c.ReplyAsync(first, "1");
            await c.StaySilentAsync();
        });
        await using var client = await ConnectAsync(peer);
        await Assert.ThrowsAsync<HarnessException>(() => client.ExecuteAsync("late", null, Short));

        var (one, two) = (client.ExecuteAsync("one"), client.ExecuteAsync("two"));

        Assert.That((await one).GetInt32(), Is.EqualTo(1));
        Assert.That((await two).GetInt32(), Is.EqualTo(2));
    }

    [Test]
    public async Task A_cancelled_command_leaves_the_session_usable()
    {
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            var cancelled = await c.ReadIdAsync();
            var next = await c.ReadIdAsync();
            await c.ReplyAsync(cancelled, "1");
            await c.ReplyAsync(next, "2");
            await c.StaySilentAsync();
        });
        await using var client = await ConnectAsync(peer);
        using var cancel = new CancellationTokenSource();
        var first = client.ExecuteAsync("first", null, null, cancel.Token);

        await cancel.CancelAsync();

        Assert.That(async () => await first, Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await client.ExecuteAsync("second")).GetInt32(), Is.EqualTo(2));
    }

    [Test]
    public async Task A_command_cancelled_as_it_is_sent_leaves_the_session_usable()
    {
        // An answer that is there before the wait begins is returned, so the peer answers later.
        var waitEnded = new TaskCompletionSource();
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            var id = await c.ReadIdAsync();
            await waitEnded.Task;
            while (true)
            {
                await c.ReplyAsync(id, "2");
                id = await c.ReadIdAsync();
            }
        });
        using var cancel = new CancellationTokenSource();
        var options = new QmpOptions { Transcript = new CancellingTranscript("first", cancel) };
        await using var client = await ConnectAsync(peer, options);

        Assert.That(
            async () => await client.ExecuteAsync("first", null, null, cancel.Token),
            Throws.InstanceOf<OperationCanceledException>());
        waitEnded.SetResult();

        Assert.That((await client.ExecuteAsync("second")).GetInt32(), Is.EqualTo(2));
    }

    private static Task<QmpClient> ConnectAsync(FakePeer peer, QmpOptions? options = null) =>
        QmpClient.ConnectAsync("source", peer.EndPoint, options);

    /// <summary>Cancels in the moment in which a command is sent.</summary>
    private sealed class CancellingTranscript(string command, CancellationTokenSource cancel) : IQmpTranscript
    {
        public void Write(QmpDirection direction, string client, ReadOnlySpan<byte> message)
        {
            if (direction == QmpDirection.Out && message.IndexOf(Encoding.UTF8.GetBytes(command)) >= 0)
                cancel.Cancel();
        }
    }
}
