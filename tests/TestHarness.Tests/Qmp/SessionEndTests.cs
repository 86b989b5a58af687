using TestHarness.Failures;
using TestHarness.Qmp;
using TestHarness.Qmp.Transcripts;

namespace TestHarness.Tests.Qmp;

/// <summary>
/// A command, wait or event that reports the end of a session finds the session closed, in any order of events.
/// </summary>
[TestFixture]
internal sealed class SessionEndTests
{
    private const int Rounds = 200;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Test]
    public async Task A_peer_that_goes_in_the_middle_of_commands()
    {
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            await c.ReadIdAsync();
        });
        for (var round = 0; round < Rounds; round++)
        {
            await using var client = await QmpClient.ConnectAsync("destination", peer.EndPoint);
            var commands = Enumerable.Range(0, 20).Select(
                _ => WasClosedAsync(client, () => client.ExecuteAsync("query-blockstats")));
            var wait = WasClosedAsync(client, () => client.Events.WaitAsync("STOP", 0, Soon));

            Assert.That(await Task.WhenAll([.. commands, wait]), Has.All.True, $"in round {round}");
        }
    }

    [Test]
    public async Task Commands_sent_one_after_the_other_until_the_session_ends()
    {
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            for (var answered = 0; answered < 3; answered++)
                await c.ReplyAsync(await c.ReadIdAsync(), "{}");
        });
        for (var round = 0; round < Rounds; round++)
        {
            await using var client = await QmpClient.ConnectAsync("destination", peer.EndPoint);
            var senders = Enumerable.Range(0, 4).Select(
                _ => Task.Run(() => WasClosedAsync(client, () => SendForeverAsync(client))));

            Assert.That(await Task.WhenAll(senders).WaitAsync(Soon), Has.All.True, $"in round {round}");
        }
    }

    [Test]
    public async Task Commands_whose_transcript_fails_while_another_one_ends_the_session()
    {
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            await c.StaySilentAsync();
        });
        for (var round = 0; round < Rounds; round++)
        {
            var options = new QmpOptions { Transcript = new FailingTranscript() };
            await using var client = await QmpClient.ConnectAsync("destination", peer.EndPoint, options);
            var commands = Enumerable.Range(0, 4).Select(
                _ => Task.Run(() => WasClosedAsync(client, () => client.ExecuteAsync("query-status"))));

            Assert.That(await Task.WhenAll(commands), Has.All.True, $"in round {round}");
            Assert.That(await client.Closed, Does.Contain("the transcript could not be written: no space"));
        }
    }

    [Test]
    public async Task A_command_that_the_peer_does_not_take_ends_with_the_session()
    {
        var violate = new TaskCompletionSource();
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            await violate.Task;
            await c.SendLineAsync("garbage");
            await Task.Delay(Timeout.InfiniteTimeSpan, c.Ending);
        });
        await using var client = await QmpClient.ConnectAsync("destination", peer.EndPoint);
        var stuck = client.ExecuteAsync("object-add", new { text = new string('x', 8 << 20) }, TimeSpan.FromMinutes(5));
        var behind = client.ExecuteAsync("query-status", null, TimeSpan.FromMinutes(5));

        violate.SetResult();

        foreach (var command in new[] { stuck, behind })
        {
            var failure = (await Assert.ThrowsAsync<HarnessException>(() => command.WaitAsync(Soon)))!;
            Assert.That(failure.Message, Does.Contain("expected one JSON object a line, found \"garbage\""));
        }
    }

    [Test]
    public async Task No_command_is_sent_to_a_QEMU_after_quit()
    {
        var late = new TaskCompletionSource();
        var sent = new TaskCompletionSource<IReadOnlyList<string>>();
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            var quit = await c.ReadIdAsync();
            await late.Task;
            await c.ReplyAsync(quit, "{}");
            sent.SetResult(await c.EndAsync());
        });
        await using (var client = await QmpClient.ConnectAsync("source", peer.EndPoint))
        {
            var quit = client.QuitAsync(Soon);
            var command = client.ExecuteAsync("query-blockstats");
            late.SetResult();

            await quit;
            var failure = (await Assert.ThrowsAsync<HarnessException>(() => command))!;
            Assert.That(failure.Message, Does.Contain("QEMU closed the connection").And.Contain("\"quit\""));
        }

        Assert.That(await sent.Task.WaitAsync(Soon), Is.Empty);
    }

    private static async Task SendForeverAsync(QmpClient client)
    {
        while (true)
            await client.ExecuteAsync("query-blockstats");
    }

    /// <returns>Whether the session was closed at the moment at which what was done failed.</returns>
    private static Task<bool> WasClosedAsync(QmpClient client, Func<Task> act) => act().ContinueWith(
        ended => ended.Exception?.InnerException is HarnessException && client.Closed.IsCompleted,
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    /// <summary>Takes the greeting and the negotiation.</summary>
    private sealed class FailingTranscript : IQmpTranscript
    {
        private int _lines;

        public void Write(QmpDirection direction, string client, ReadOnlySpan<byte> message)
        {
            if (Interlocked.Increment(ref _lines) > 3)
                throw new IOException("no space");
        }
    }
}
