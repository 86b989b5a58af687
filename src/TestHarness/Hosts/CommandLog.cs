using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TestHarness.Hosts;

/// <summary>Appends one JSON line for each command to a sink, from any thread.</summary>
public sealed class CommandLog(TextWriter sink)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Lock _gate = new();

    public void Append(CommandLogLine line)
    {
        lock (_gate)
        {
            sink.Write(JsonSerializer.Serialize(line, Options) + '\n');
            sink.Flush();
        }
    }
}

/// <summary>What a host was asked to do and how it ended.</summary>
/// <param name="Command">The command line; of its environment there are but the names, as values may be secret.</param>
public sealed record CommandLogLine(DateTimeOffset Utc, string Host, string Command)
{
    public IEnumerable<string>? Environment { get; init; }

    public int? ExitCode { get; init; }

    public double DurationMs { get; init; }

    public long? StandardOutputBytes { get; init; }

    public long? StandardErrorBytes { get; init; }

    /// <summary>Why there is no exit code.</summary>
    public string? Error { get; init; }
}
