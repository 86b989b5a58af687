using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace TestHarness.Qmp.Transcripts;

/// <summary>
/// A transcript as JSON lines: <c>{"time","client","direction","message"}</c>, time in UTC to the millisecond. Each line is
/// written to the operating system before the next, so a crash of the harness does not lose it. Several sessions may share one
/// transcript.
/// </summary>
public sealed class JsonLinesTranscript(Stream stream) : IQmpTranscript, IDisposable
{
    private static readonly string[] Directions = ["out", "in", "end", "left-out"];

    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _line = new();

    public void Write(QmpDirection direction, string client, ReadOnlySpan<byte> message) =>
        Write(DateTimeOffset.UtcNow, direction, client, message);

    internal void Write(DateTimeOffset time, QmpDirection direction, string client, ReadOnlySpan<byte> message)
    {
        lock (_gate)
        {
            _line.ResetWrittenCount();
            using (var json = new Utf8JsonWriter(_line))
            {
                json.WriteStartObject();
                json.WriteString("time", time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
                json.WriteString("client", client);
                json.WriteString("direction", Directions[(int)direction]);
                json.WritePropertyName("message");
                json.WriteRawValue(message, skipInputValidation: true);
                json.WriteEndObject();
            }

            _line.Write("\n"u8);
            stream.Write(_line.WrittenSpan);
            stream.Flush();
        }
    }

    /// <summary>Disposes the stream.</summary>
    public void Dispose()
    {
        lock (_gate)
            stream.Dispose();
    }
}
