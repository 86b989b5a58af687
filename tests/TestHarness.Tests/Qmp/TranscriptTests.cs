using System.Text.Json;
using TestHarness.Failures;
using TestHarness.Qmp;
using TestHarness.Qmp.Machine;
using TestHarness.Qmp.Transcripts;

namespace TestHarness.Tests.Qmp;

[TestFixture]
internal sealed class TranscriptTests
{
    [Test]
    public async Task Has_every_line_of_two_sessions_with_time_client_and_direction()
    {
        using var qemu = TestQemu.Start("none");
        var path = Path.Combine(qemu.Directory, "qmp.jsonl");
        using var transcript = new JsonLinesTranscript(Shared(path));
        var options = new QmpOptions { Transcript = transcript };
        await using (var first = await qemu.ConnectAsync("source", options))
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => first.QueryStatusAsync()));
        await using (var second = await qemu.ConnectAsync("again", options))
            await second.QuitAsync();

        // Read while the transcript is open: a crash would leave the same.
        var lines = await ReadAsync(path);

        Assert.That(lines, Has.All.Matches<JsonElement>(l => l.GetProperty("time").GetDateTimeOffset().Offset == TimeSpan.Zero));
        var ofFirst = lines.Where(l => Text(l, "client") == "source").Select(l => Text(l, "direction")).ToArray();
        Assert.That(ofFirst.Count(d => d == "out"), Is.EqualTo(21));
        Assert.That(ofFirst.Count(d => d == "in"), Is.EqualTo(22));
        Assert.That(lines.Where(l => Text(l, "direction") == "end").Select(l => Text(l, "message")),
            Is.EqualTo(["the harness closed the connection", "QEMU closed the connection"]));
        Assert.That(lines.Any(l => Text(l, "client") == "again" && l.GetProperty("message").TryGetProperty("event", out _)));
    }

    [Test]
    public async Task Has_no_secrets_and_neither_have_messages()
    {
        using var qemu = TestQemu.Start("none");
        var path = Path.Combine(qemu.Directory, "qmp.jsonl");
        using var transcript = new JsonLinesTranscript(Shared(path));
        await using var client = await qemu.ConnectAsync("source", new QmpOptions { Transcript = transcript });
        var secret = new Dictionary<string, object> { ["qom-type"] = "secret", ["id"] = "key0", ["data"] = "hush" };

        await client.ExecuteAsync("object-add", secret);
        var twice = (await Assert.ThrowsAsync<HarnessException>(() => client.ExecuteAsync("object-add", secret)))!;
        await client.TryExecuteAsync("set_password", new { protocol = "vnc", password = "hush" });

        Assert.That(twice.Message, Does.Contain("key0").And.Not.Contain("hush"));
        Assert.That(await File.ReadAllTextAsync(path), Does.Contain("(redacted)").And.Not.Contain("hush"));
    }

    [Test]
    public async Task Keeps_a_line_that_is_not_json()
    {
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            await c.SendLineAsync("not \"json\"");
            await c.StaySilentAsync();
        });
        using var bytes = new MemoryStream();
        using var transcript = new JsonLinesTranscript(bytes);
        await using var client = await QmpClient.ConnectAsync(
            "source", peer.EndPoint, new QmpOptions { Transcript = transcript });
        await client.Closed;

        var last = System.Text.Encoding.UTF8.GetString(bytes.ToArray()).TrimEnd().Split('\n')[^2];
        Assert.That(JsonDocument.Parse(last).RootElement.GetProperty("message").GetString(), Is.EqualTo("not \"json\""));
    }

    [Test]
    public async Task A_transcript_that_cannot_be_written_ends_the_session_with_that_reason()
    {
        using var qemu = TestQemu.Start("none");
        var transcript = new JsonLinesTranscript(new MemoryStream());
        await using var client = await qemu.ConnectAsync("source", new QmpOptions { Transcript = transcript });
        transcript.Dispose();

        var failure = (await Assert.ThrowsAsync<HarnessException>(() => client.QueryStatusAsync()))!;

        Assert.That(failure.Message, Does.Contain("source: the transcript could not be written"));
        Assert.That(client.Closed.IsCompleted, Is.True);
    }

    /// <summary>A file that can be read while it is written.</summary>
    private static FileStream Shared(string path) => File.Open(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);

    private static async Task<JsonElement[]> ReadAsync(string path) =>
        [.. (await File.ReadAllLinesAsync(path)).Select(l => JsonDocument.Parse(l).RootElement)];

    private static string Text(JsonElement line, string member) => line.GetProperty(member).ToString();
}
