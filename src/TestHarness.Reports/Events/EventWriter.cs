using System.Text.Json;
using TestHarness.Reports.Records;
using TestHarness.Texts;

namespace TestHarness.Reports.Events;

/// <summary>Writes events, one JSON object a line, each in one piece.</summary>
/// <param name="write">Writes the bytes of a line.</param>
/// <param name="texts">The outlet of every text.</param>
public sealed class EventWriter(Action<ReadOnlyMemory<byte>> write, TextOutlet texts)
{
    private readonly JsonSerializerOptions _json = RecordJson.Writing(texts);
    private readonly Lock _gate = new();

    /// <summary>Writes an event.</summary>
    public void Write(EventLine line) => Put(JsonSerializer.SerializeToUtf8Bytes(line, _json));

    /// <summary>Writes a line of the record as an event.</summary>
    public void Write(RecordLine line) => Put(JsonSerializer.SerializeToUtf8Bytes(line, _json));

    private void Put(byte[] json)
    {
        lock (_gate)
            write((byte[])[.. json, (byte)'\n']);
    }
}
