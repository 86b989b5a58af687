using TestHarness.Failures;
using TestHarness.Qmp;

namespace TestHarness.Tests.Qmp;

[TestFixture]
internal sealed class MisbehavingPeerTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Test]
    public async Task Takes_lines_that_come_in_pieces()
    {
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            var id = await c.ReadIdAsync();
            var lines = $$"""{"event": "STOP", "new-member": [1]}{{"\r\n\r\n"}}{"return": 7, "id": {{id}}}{{"\n"}}""";
            foreach (var letter in lines)
                await c.SendAsync(letter.ToString());
            await c.StaySilentAsync();
        });
        await using var client = await ConnectAsync(peer);

        Assert.That((await client.ExecuteAsync("query")).GetInt32(), Is.EqualTo(7));
        Assert.That(client.Events.Since(0).Single().Name, Is.EqualTo("STOP"));
    }

    [Test]
    public async Task Takes_a_line_of_ten_mebibytes()
    {
        const int Length = 10 * 1024 * 1024;
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            await c.ReplyAsync(await c.ReadIdAsync(), $"\"{new string('x', Length)}\"");
            await c.ReplyAsync(await c.ReadIdAsync(), "1");
            await c.StaySilentAsync();
        });
        await using var client = await ConnectAsync(peer);

        Assert.That((await client.ExecuteAsync("query-long")).GetString(), Has.Length.EqualTo(Length));
        Assert.That((await client.ExecuteAsync("query-short")).GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_line_over_the_limit_ends_the_session()
    {
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            await c.SendLineAsync(new string('x', 5000));
            await c.StaySilentAsync();
        });
        await using var client = await ConnectAsync(peer, new QmpOptions { MaxLineBytes = 4096 });

        Assert.That(await client.Closed.WaitAsync(Soon), Does.Contain("a line is longer than 4096 bytes"));
    }

    [TestCase("garbage", "expected one JSON object a line, found \"garbage\"")]
    [TestCase("[1]", "expected an event or a reply with an id, found [1]")]
    [TestCase("""{"return": {}}""", "expected an event or a reply with an id")]
    [TestCase(
        """{"error": {"class": "GenericError", "desc": "JSON parse error"}}""",
        "belongs to no command: GenericError: JSON parse error")]
    public async Task A_line_that_cannot_be_placed_ends_commands_and_waits(string line, string reason)
    {
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            await c.SendLineAsync("""{"event": "STOP"}""");
            await c.ReadIdAsync();
            await c.SendLineAsync(line);
            await c.StaySilentAsync();
        });
        await using var client = await ConnectAsync(peer);
        var waiting = client.Events.WaitAsync("RESUME", 0, Soon);

        var command = (await Assert.ThrowsAsync<HarnessException>(() => client.ExecuteAsync("cont")))!;
        var wait = (await Assert.ThrowsAsync<HarnessException>(() => waiting))!;

        Assert.That(
            command.Message,
            Does.Contain("ended while 'cont' was pending").And.Contain(reason).And.Contain("last events: #0 STOP"));
        Assert.That(wait.Message, Does.Contain("ended while waiting for event RESUME").And.Contain(reason));
    }

    [Test]
    public async Task An_event_of_odd_shape_is_kept()
    {
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            await c.SendLineAsync("""{"event": "ODD", "data": 5, "timestamp": {"seconds": -1, "microseconds": "x"}}""");
            await c.StaySilentAsync();
        });
        await using var client = await ConnectAsync(peer);

        var odd = await client.Events.WaitAsync("ODD", 0, Soon);

        Assert.That(odd.Text("status"), Is.Null);
        Assert.That(odd.Timestamp, Is.EqualTo(DateTimeOffset.UtcNow).Within(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public async Task Subscribers_get_what_came_before_the_end_and_then_the_error()
    {
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            for (var i = 0; i < 100; i++)
                await c.SendLineAsync($$$"""{"event": "E{{{i}}}", "timestamp": {"seconds": 1, "microseconds": 5}}""");
        });
        await using var client = await ConnectAsync(peer);
        var seen = new List<string>();

        var ended = (await Assert.ThrowsAsync<HarnessException>(async () =>
        {
            await foreach (var happened in client.Events.SubscribeAsync(90))
                seen.Add(happened.Name);
        }))!;

        Assert.That(seen, Is.EqualTo(Enumerable.Range(90, 10).Select(i => $"E{i}")));
        Assert.That(ended.Message, Does.Contain("QEMU closed the connection").And.Contain("#95 E95").And.Not.Contain("E94"));
    }

    private static Task<QmpClient> ConnectAsync(FakePeer peer, QmpOptions? options = null) =>
        QmpClient.ConnectAsync("source", peer.EndPoint, options);
}
