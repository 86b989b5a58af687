using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Load;

namespace TestHarness.Storage;

/// <summary>A LUN as the hosts see it: one path on each, one content behind them.</summary>
/// <param name="Path">The file or block device on every host.</param>
/// <param name="Size">Bytes.</param>
public sealed record SharedLun(string Name, string Path, long Size)
{
    /// <summary>Makes a sparse raw file; the directory it stands in is the caller's, and so is its removal.</summary>
    public static async Task<SharedLun> CreateFileAsync(
        IHost host, string name, string path, long size, CancellationToken cancellationToken = default)
    {
        (await host.RunAsync(new Command("truncate", "-s", $"{size}", path), cancellationToken)).OrThrow(FailureClass.Provision);
        return new SharedLun(name, path, size);
    }

    /// <exception cref="HarnessException">Class preflight: a host does not see the file, or sees another one.</exception>
    public async Task CheckVisibleAsync(IEnumerable<IHost> hosts, CancellationToken cancellationToken = default)
    {
        string? identity = null;
        foreach (var host in hosts)
        {
            var stat = await host.RunAsync(new Command("stat", "-L", "-c", "%i %s", Path), cancellationToken);
            if (!stat.Succeeded)
                throw new HarnessException(FailureClass.Preflight, $"LUN {Name} is not visible on {host.Name}: {stat.StandardError.Trim()}");

            identity ??= stat.StandardOutput;
            if (stat.StandardOutput != identity)
            {
                throw new HarnessException(
                    FailureClass.Preflight,
                    $"{Path} is another file on {host.Name} (inode and size {stat.StandardOutput.Trim()}) than LUN {Name} (inode and size {identity.Trim()})");
            }
        }
    }

    public ILunReader ReadOn(IHost host) => new LunReader(host, this);
}
