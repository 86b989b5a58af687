using System.Text;
using System.Text.Json;
using TestHarness.Qmp;
using TestHarness.Qmp.Transcripts;
using TestHarness.Qmp.Transport;

namespace TestHarness.Guests.Agent;

public sealed partial class GuestAgentClient
{
    /// <summary>
    /// A byte that is never part of UTF-8. Both sides drop an incomplete line before it, and it marks the answer of
    /// guest-sync-delimited.
    /// </summary>
    private const byte Sentinel = 0xFF;

    /// <summary>
    /// The interval of the attempts to synchronize: a channel drops what comes before the agent has opened it (a serial port
    /// does), and nothing signals that the agent has started.
    /// </summary>
    private static readonly TimeSpan SyncInterval = TimeSpan.FromSeconds(1);

    private async Task SyncAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // Only the answer to the last question counts, so that no earlier answer is taken for that of another command.
            var id = Random.Shared.NextInt64(1, int.MaxValue);
            await SendAsync(QmpRequest.Create("execute", "guest-sync-delimited", new { id }, null), cancellationToken, Sentinel);
            using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            attempt.CancelAfter(SyncInterval);
            try
            {
                while (!IsAnswer(await ReceiveLineAsync(attempt.Token), id))
                {
                }

                (_isInStep, _lastAnswered) = (true, "guest-sync-delimited");
                return;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // The agent has not answered within the interval, so it is asked again.
                continue;
            }
        }
    }

    /// <summary>
    /// Returns whether a line ends in the marked answer; the text before the mark is the rest of an earlier client's session.
    /// </summary>
    private static bool IsAnswer(ReadOnlyMemory<byte> line, long id)
    {
        var mark = line.Span.LastIndexOf(Sentinel);
        if (mark < 0)
            return false;

        try
        {
            return JsonLines.Parse(line[(mark + 1)..]).TryGetProperty("return", out var got)
                && got.TryGetInt64(out var number) && number == id;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The line is the rest of an earlier client's session, and not the answer.
            return false;
        }
    }

    private async Task<JsonElement> ReceiveAsync(CancellationToken cancellationToken)
    {
        var line = await ReceiveLineAsync(cancellationToken);
        try
        {
            var answer = JsonLines.Parse(line);
            return answer.ValueKind == JsonValueKind.Object ? answer : throw new JsonException("not an object");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"expected one JSON object a line, found {Text.Quote(line.Span)}", exception);
        }
    }

    private async Task<ReadOnlyMemory<byte>> ReceiveLineAsync(CancellationToken cancellationToken)
    {
        var line = await _lines.ReadLineAsync(cancellationToken)
            ?? throw new EndOfStreamException("the peer closed the connection");
        _options.Transcript?.Write(QmpDirection.In, Name, AsJson(line.Span));
        return line;
    }

    private async Task SendAsync(QmpRequest request, CancellationToken cancellationToken, params byte[] before)
    {
        _options.Transcript?.Write(QmpDirection.Out, Name, request.Shown);
        await _lines.WriteLineAsync((byte[])[.. before, .. request.Line], cancellationToken);
    }

    private static ReadOnlySpan<byte> AsJson(ReadOnlySpan<byte> line)
    {
        var marked = line[(line.LastIndexOf(Sentinel) + 1)..];
        var reader = new Utf8JsonReader(marked);
        try
        {
            return JsonElement.TryParseValue(ref reader, out _) && reader.BytesConsumed == marked.Length
                ? marked
                : JsonSerializer.SerializeToUtf8Bytes(Encoding.Latin1.GetString(line));
        }
        catch (JsonException)
        {
            // A line that is not JSON is written to the transcript as a text.
            return JsonSerializer.SerializeToUtf8Bytes(Encoding.Latin1.GetString(line));
        }
    }
}
