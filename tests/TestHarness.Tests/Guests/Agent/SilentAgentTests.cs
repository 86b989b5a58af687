using System.Text.Json;
using TestHarness.Failures;
using TestHarness.Guests.Agent;
using TestHarness.Hosts;
using TestHarness.Qmp.Transcripts;
using TestHarness.Tests.Qmp;

namespace TestHarness.Tests.Guests.Agent;

[TestFixture]
[Parallelizable]
internal sealed class SilentAgentTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    [Test]
    public async Task A_channel_without_an_agent_is_one_clear_error()
    {
        await using var channel = new FakePeer(c => c.StaySilentAsync());

        var failure = (await Assert.ThrowsAsync<HarnessException>(
            () => GuestAgentClient.ConnectAsync("guest", channel.EndPoint, new GuestAgentOptions { ConnectTimeout = Short })))!;

        Assert.That(failure.Message, Does.StartWith(
            "[guest-health] guest: the agent did not answer guest-sync within 0.2 s: check that qemu-guest-agent runs in the " +
            "guest"));
    }

    [Test]
    public async Task Answers_for_an_earlier_client_are_dropped()
    {
        await using var channel = new FakePeer(async c =>
        {
            var id = await ReadSyncAsync(c);
            await c.SendAsync("{\"return\": 1}\n{\"error\": {}}\n{\"ret\u00FF{\"return\": 99}\n");
            await c.SendAsync($"{{\"ret\u00FF{{\"return\": {id}}}\n");
            await c.ReadLineAsync();
            await c.SendLineAsync("""{"return": 2}""");
            await c.StaySilentAsync();
        });
        await using var client = await GuestAgentClient.ConnectAsync("guest", channel.EndPoint);

        Assert.That((await client.ExecuteAsync("guest-get-time")).GetInt32(), Is.EqualTo(2));
    }

    [Test]
    public async Task After_a_timeout_a_late_answer_is_not_taken_for_the_next()
    {
        await using var channel = new FakePeer(async c =>
        {
            await AnswerSyncAsync(c);
            await c.ReadLineAsync();
            var id = await ReadSyncAsync(c);
            await c.SendLineAsync("""{"return": "late"}""");
            await c.SendAsync($"\u00FF{{\"return\": {id}}}\n");
            await c.ReadLineAsync();
            await c.SendLineAsync("""{"return": "in time"}""");
            await c.StaySilentAsync();
        });
        using var bytes = new MemoryStream();
        using var transcript = new JsonLinesTranscript(bytes);
        await using var client = await GuestAgentClient.ConnectAsync(
            "guest", channel.EndPoint, new GuestAgentOptions { Transcript = transcript });

        var failure = (await Assert.ThrowsAsync<HarnessException>(
            () => client.ExecuteAsync("guest-fsfreeze-freeze", null, Short)))!;
        Assert.That(
            failure.Message,
            Does.Contain("did not answer 'guest-fsfreeze-freeze' within 0.2 s; last answered: guest-sync-delimited"));
        Assert.That((await client.ExecuteAsync("guest-ping")).GetString(), Is.EqualTo("in time"));

        var lines = System.Text.Encoding.UTF8.GetString(bytes.ToArray()).TrimEnd().Split('\n').Select(
            l => JsonDocument.Parse(l).RootElement);
        Assert.That(lines.Select(l => l.GetProperty("direction").GetString()),
            Is.EqualTo(["out", "in", "out", "out", "in", "in", "out", "in"]));
    }

    [Test]
    public async Task Asks_again_when_the_first_question_was_lost()
    {
        await using var channel = new FakePeer(async c =>
        {
            await ReadSyncAsync(c);
            await AnswerSyncAsync(c);
            await c.StaySilentAsync();
        });

        await using var client = await GuestAgentClient.ConnectAsync("guest", channel.EndPoint);

        Assert.That(client.Name, Is.EqualTo("guest"));
    }

    [TestCase("{\"exited\": false}", "either: it may still run")]
    [TestCase("{\"exited\": true, \"signal\": 9}", " and was killed: it ended by signal 9")]
    [TestCase("{\"exited\": true, \"exitcode\": 3}", "; it ended with exit code 3 before it could be killed")]
    [TestCase(null, "; whether it could be killed is not known: guest: the connection to the guest agent ended")]
    public async Task A_command_that_takes_too_long_is_reported_with_what_was_seen_of_its_end(string? end, string words)
    {
        await using var channel = new FakePeer(connection => AnswerExecAsync(connection, end));
        await using var client = await GuestAgentClient.ConnectAsync("guest", channel.EndPoint);

        var failure =
            (await Assert.ThrowsAsync<HarnessException>(() => client.RunAsync(new Command("sleep", "9").WithTimeout(Short))))!;

        Assert.That(
            failure.Message,
            Does.StartWith("[guest-health] guest: 'sleep 9' (pid 7 of the guest) did not end within 0.2 s").And.Contain(words));
    }

    /// <summary>Runs a process that does not end before it is killed.</summary>
    /// <param name="end">Its status then; null when the agent goes.</param>
    private static async Task AnswerExecAsync(FakeConnection connection, string? end)
    {
        await AnswerSyncAsync(connection);
        for (var starts = 0; await connection.ReadLineAsync() is { } line;)
        {
            var isStart = line.Contains("\"guest-exec\"", StringComparison.Ordinal);
            starts += isStart ? 1 : 0;
            var isKilled = starts == 2 && !isStart;
            if (isKilled && end is null)
                break;
            await connection.SendLineAsync(
                $$"""{"return": {{(isStart ? "{\"pid\": 7}" : isKilled ? end : "{\"exited\": false}")}}}""");
        }
    }

    private static async Task AnswerSyncAsync(FakeConnection connection) =>
        await connection.SendAsync($"\u00FF{{\"return\": {await ReadSyncAsync(connection)}}}\n");

    private static async Task<long> ReadSyncAsync(FakeConnection connection)
    {
        var line = (await connection.ReadLineAsync())!;
        Assert.That(line[0], Is.EqualTo('\u00FF'));
        return JsonDocument.Parse(line[1..]).RootElement.GetProperty("arguments").GetProperty("id").GetInt64();
    }
}
