using System.Collections.Concurrent;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Images.Disks;

namespace TestHarness.Labs.Systems;

/// <summary>The disk images of a run: each is built or read once, and copied to each host once.</summary>
/// <param name="debian">Builds the harness's Debian image.</param>
internal sealed class GuestImages(Func<CancellationToken, Task<SystemImage>> debian)
{
    private readonly ConcurrentDictionary<DiskImage, Lazy<Task<(SystemImage Image, string Sha256)>>> _images = [];
    private readonly ConcurrentDictionary<(string Host, string Sha256), Lazy<Task<string>>> _copies = [];

    /// <summary>Returns an image with the SHA-256 of its content.</summary>
    /// <exception cref="HarnessException">Class preflight or provision: the harness's Debian could not be built.</exception>
    public Task<(SystemImage Image, string Sha256)> GetAsync(DiskImage image) => _images.GetOrAdd(
        image, key => new(() => ReadAsync(key))).Value;

    /// <summary>Copies an image to a host, unless the run has copied it there before.</summary>
    /// <returns>The path of the image on the host.</returns>
    /// <exception cref="HarnessException">Class provision: the image could not be copied.</exception>
    public async Task<string> CopyAsync(IHost host, SystemImage image, string sha256, CancellationToken cancellationToken)
    {
        var copy = _copies.GetOrAdd(
            (host.Name, sha256), _ => new(() => new ImageCopy(host, image, sha256).RunAsync(cancellationToken)));
        try
        {
            return await copy.Value;
        }
        catch
        {
            _copies.TryRemove(new((host.Name, sha256), copy));
            throw;
        }
    }

    private async Task<(SystemImage Image, string Sha256)> ReadAsync(DiskImage image)
    {
        var system = image is OwnDiskImage own ? SystemImage.Of(own) : await debian(CancellationToken.None);
        return (system, await system.Sha256Async(CancellationToken.None));
    }
}
