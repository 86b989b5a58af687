using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TestHarness.Hosts;

/// <summary>
/// A log with one JSON line for each command, which any thread may append to. Disposing the log disposes the sink; later lines
/// are dropped.
/// </summary>
/// <param name="redact">Replaces the secrets in a text before it is quoted as JSON, which would hide them from a search.</param>
public sealed class CommandLog(TextWriter sink, Func<string, string>? redact = null) : IDisposable
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Lock _gate = new();
    private bool _isDisposed;

    /// <summary>Appends a line.</summary>
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

    /// <summary>Disposes the sink.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            sink.Dispose();
        }
    }
}

/// <summary>A command on a host, and its end.</summary>
/// <param name="Command">The command line, without the values of the environment, which may be secret.</param>
public sealed record CommandLogLine(DateTimeOffset Utc, string Host, string Command)
{
    /// <summary>The names of the environment's variables; null when the command sets none.</summary>
    public IEnumerable<string>? Environment { get; init; }

    /// <summary>The exit code; null when the command did not end by itself, or is not a command.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The duration in milliseconds.</summary>
    public double DurationMs { get; init; }

    /// <summary>The number of bytes that the command wrote to standard output; null when it has no exit code.</summary>
    public long? StandardOutputBytes { get; init; }

    /// <summary>The number of bytes that the command wrote to standard error; null when it has no exit code.</summary>
    public long? StandardErrorBytes { get; init; }

    /// <summary>The failure because of which there is no exit code; null when there was no failure.</summary>
    public string? Error { get; init; }
}
