using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Load;

namespace TestHarness.Storage;

/// <summary>Reads a LUN with the host's own tools.</summary>
internal sealed class LunReader(IHost host, SharedLun lun) : ILunReader
{
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromMinutes(2);

    public string Description => $"LUN {lun.Name} ({lun.Path} on {host.Name})";

    public async Task<string> Sha256Async(long offset, long length, CancellationToken cancellationToken = default)
    {
        var command = Command.Shell("""tail -c +"$2" -- "$1" | head -c "$3" | sha256sum""", lun.Path, $"{offset + 1}", $"{length}");
        var result = await host.RunAsync(command.WithTimeout(ReadTimeout), cancellationToken);
        return result.OrThrow(FailureClass.Data).StandardOutput.Split(' ')[0];
    }

    public async Task<byte[]> ReadAsync(long offset, int length, CancellationToken cancellationToken = default)
    {
        using var content = new MemoryStream(length);
        var command = Command.Shell("""tail -c +"$2" -- "$1" | head -c "$3" """, lun.Path, $"{offset + 1}", $"{length}");
        var result = await host.RunAsync(command.WithTimeout(ReadTimeout).WithStandardOutput(content), cancellationToken);
        result.OrThrow(FailureClass.Data);
        return content.Length == length
            ? content.ToArray()
            : throw new HarnessException(FailureClass.Data, $"{Description} has {content.Length} bytes from {offset} on, expected {length}");
    }
}
