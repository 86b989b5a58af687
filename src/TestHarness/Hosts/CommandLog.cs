using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TestHarness.Hosts;

/// <summary>
/// Appends one JSON line for each command to a sink, from any thread; disposing it disposes the sink, and drops later lines.
/// </summary>
/// <param name="redact">Takes secrets out of a text; JSON would hide them in a second quoting.</param>
public sealed class CommandLog(TextWriter sink, Func<string, string>? redact = null) : IDisposable
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Lock _gate = new();
    private bool _isDisposed;

    public void Append(CommandLogLine line)
    {
        var redacted = redact is null
            ? line
            : line with { Command = redact(line.Command), Error = line.Error is null ? null : redact(line.Error) };
        lock (_gate)
        {
            if (_isDisposed)
                return;

            sink.Write(JsonSerializer.Serialize(redacted, Options) + '\n');
            sink.Flush();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            sink.Dispose();
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
