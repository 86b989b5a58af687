using System.Text;
using System.Text.Json;
using TestHarness.Qmp.Transcripts;

namespace TestHarness.Tests.Qmp.Transcripts;

public sealed class ThinnedTranscriptTests
{
    private MemoryStream _bytes = null!;
    private readonly Clock _clock = new();
    private ThinnedTranscript _transcript = null!;
    private int _id;

    [SetUp]
    public void Open()
    {
        _bytes = new MemoryStream();
        _id = 0;
        _transcript = new ThinnedTranscript(new JsonLinesTranscript(_bytes), _clock);
    }

    [TearDown]
    public void Close()
    {
        _transcript.Dispose();
        _bytes.Dispose();
    }

    [Test]
    public void The_first_and_the_last_poll_before_something_else_are_kept()
    {
        for (var count = 0; count < 10; count++)
            Poll("query-migrate", $$$"""{"status": "active", "ram": {"transferred": {{{count}}}}}""");
        Write(QmpDirection.In, """{"event": "STOP"}""");

        Assert.That(Lines(), Is.EqualTo(new[]
        {
            "out query-migrate 0", "in 0 transferred 0", "left-out query-migrate 8", "out query-migrate 9", "in 9 transferred 9",
            "in STOP",
        }));
    }

    [Test]
    public void A_poll_whose_answer_has_another_state_is_kept()
    {
        foreach (var status in new[] { "setup", "active", "active", "active", "completed", "completed" })
            Poll("query-migrate", $$"""{"status": "{{status}}"}""");

        Assert.That(Lines(), Is.EqualTo(new[]
        {
            "out query-migrate 0", "in 0 setup", "out query-migrate 1", "in 1 active", "left-out query-migrate 2",
            "out query-migrate 4",
            "in 4 completed", "out query-migrate 5", "in 5 completed",
        }));
    }

    [Test]
    public void A_poll_a_second_is_kept()
    {
        for (var count = 0; count < 50; count++)
        {
            Poll("query-blockstats", $$"""[{"stats": {{count}}}]""");
            _clock.Now += TimeSpan.FromMilliseconds(100);
        }

        Assert.That(Lines().Where(line => line.StartsWith("out", StringComparison.Ordinal)), Is.EqualTo(
            new[] { 0, 10, 20, 30, 40, 49 }.Select(id => $"out query-blockstats {id}")));
    }

    [Test]
    public void Polls_of_different_commands_and_sessions_do_not_disturb_each_other()
    {
        for (var count = 0; count < 10; count++)
        {
            Poll("query-migrate", """{"status": "active"}""");
            Poll("query-blockstats", "[]");
            Poll("query-status", """{"status": "running"}""", "destination");
        }

        Assert.That(Lines(), Has.Exactly(3 * 2).StartsWith("out "));
    }

    [Test]
    public void A_query_with_other_arguments_is_another_one()
    {
        for (var count = 0; count < 10; count++)
            Poll("query-x", "{}", arguments: $$"""{"number": {{count}}}""");

        Assert.That(Lines(), Has.Exactly(10).StartsWith("out "));
    }

    [Test]
    public void A_poll_that_is_refused_is_kept()
    {
        for (var count = 0; count < 3; count++)
        {
            Write(QmpDirection.Out, $$"""{"execute": "query-x", "id": {{_id}}}""");
            Write(QmpDirection.In, $$$"""{"error": {"class": "GenericError", "desc": "no"}, "id": {{{_id++}}}}""");
        }

        Assert.That(Lines(), Has.Exactly(3).StartsWith("in "));
    }

    [Test]
    public void A_poll_without_an_answer_is_kept_with_the_end_of_the_session()
    {
        Poll("query-status", "{}");
        Write(QmpDirection.Out, """{"execute": "query-status", "id": 100}""");
        Write(QmpDirection.End, "\"gone\"");

        Assert.That(Lines().TakeLast(2), Is.EqualTo(new[] { "out query-status 100", "end gone" }));
    }

    [Test]
    public void An_answer_to_a_poll_that_is_kept_already_is_kept()
    {
        Poll("query-status", "{}");
        Write(QmpDirection.Out, """{"execute": "query-status", "id": 100}""");
        Write(QmpDirection.In, """{"event": "STOP"}""");
        Write(QmpDirection.In, """{"return": {}, "id": 100}""");

        Assert.That(Lines().TakeLast(3), Is.EqualTo(new[] { "out query-status 100", "in STOP", "in 100" }));
    }

    [Test]
    public void Polls_that_are_under_way_together_are_kept_with_their_answers()
    {
        Poll("query-status", "{}");
        foreach (var id in new[] { 10, 11, 12 })
            Write(QmpDirection.Out, $$"""{"execute": "query-status", "id": {{id}}}""");
        foreach (var id in new[] { 10, 11, 12 })
            Write(QmpDirection.In, $$"""{"return": {}, "id": {{id}}}""");

        Assert.That(Lines().Skip(2), Is.EqualTo(new[]
        {
            "out query-status 10", "out query-status 11", "in 10", "in 11", "out query-status 12", "in 12",
        }));
    }

    [Test]
    public void All_other_commands_are_kept()
    {
        for (var count = 0; count < 10; count++)
            Poll("stop", "{}");
        Write(QmpDirection.In, "\"not JSON\"");

        Assert.That(Lines(), Has.Length.EqualTo(21));
    }

    private void Poll(string command, string answer, string client = "source", string? arguments = null)
    {
        var more = arguments is null ? "" : $", \"arguments\": {arguments}";
        Write(QmpDirection.Out, $$"""{"execute": "{{command}}"{{more}}, "id": {{_id}}}""", client);
        Write(QmpDirection.In, $$"""{"return": {{answer}}, "id": {{_id++}}}""", client);
    }

    private void Write(QmpDirection direction, string message, string client = "source") =>
        _transcript.Write(direction, client, Encoding.UTF8.GetBytes(message));

    /// <summary>Ends the transcript, and describes each line of it.</summary>
    private string[] Lines()
    {
        _transcript.Dispose();
        return [.. Encoding.UTF8.GetString(_bytes.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Describe)];
    }

    private static string Describe(string line)
    {
        var root = JsonDocument.Parse(line).RootElement;
        var words = new[] { $"{root.GetProperty("direction")}" }.Concat(Values(root.GetProperty("message")));
        return string.Join(' ', words.Where(word => word.Length > 0));
    }

    private static IEnumerable<string> Values(JsonElement message) => message.ValueKind switch
    {
        JsonValueKind.Object when message.TryGetProperty("return", out var value) => [
            $"{message.GetProperty("id")}", .. Values(value)],
        JsonValueKind.Object when message.TryGetProperty("ram", out var ram) => [$"transferred {ram.GetProperty("transferred")}"],
        JsonValueKind.Object => message.EnumerateObject().SelectMany(member => Values(member.Value)),
        JsonValueKind.Array => [],
        _ => [$"{message}"],
    };

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
