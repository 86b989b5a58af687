using System.Text.Json;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Qemu.Capabilities;

/// <summary>The cache of answers about a host, on that host, under <c>${XDG_CACHE_HOME:-$HOME/.cache}/testharness</c>.</summary>
internal sealed class HostCache(IHost host)
{
    private const int Absent = 3;

    private const string Read = """
        file=${XDG_CACHE_HOME:-$HOME/.cache}/testharness/$1
        [ -f "$file" ] || exit 3
        cat "$file"
        """;

    private const string Write = """
        folder=${XDG_CACHE_HOME:-$HOME/.cache}/testharness
        mkdir -p "$folder" && new=$(mktemp "$folder/.new.XXXXXX") || exit
        cat > "$new" && mv "$new" "$folder/$1" || { rm -f "$new"; exit 1; }
        """;

    /// <summary>Reads an answer; returns null when the cache does not have it.</summary>
    public async Task<T?> ReadAsync<T>(string key, CancellationToken cancellationToken)
        where T : class
    {
        var result = await host.RunAsync(Command.Shell(Read, key), cancellationToken).ConfigureAwait(false);
        return result.ExitCode == Absent
            ? null
            : JsonSerializer.Deserialize<T>(result.OrThrow(FailureClass.Preflight).StandardOutput);
    }

    /// <summary>Writes an answer.</summary>
    public async Task WriteAsync<T>(string key, T answer, CancellationToken cancellationToken)
        where T : class
    {
        using var text = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(answer));
        var result = await host.RunAsync(Command.Shell(Write, key).WithStandardInput(text), cancellationToken)
            .ConfigureAwait(false);
        result.OrThrow(FailureClass.Preflight);
    }
}
