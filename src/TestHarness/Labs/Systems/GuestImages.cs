using System.Collections.Concurrent;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Images.Disks;

namespace TestHarness.Labs.Systems;

/// <summary>The disk images of a run: each is built or read once, and copied to each host once.</summary>
/// <param name="cacheDirectory">The harness's cache.</param>
internal sealed class GuestImages(string cacheDirectory)
{
    private readonly ImageHashes _hashes = new(cacheDirectory);
    private readonly ConcurrentDictionary<DiskImage, Lazy<Task<SystemImage>>> _images = [];
    private readonly ConcurrentDictionary<(string Host, string Sha256), Lazy<Task<string>>> _copies = [];

    /// <summary>Returns an image, with the SHA-256 of its content.</summary>
    /// <exception cref="HarnessException">Class preflight or provision: the harness's Debian could not be built.</exception>
    public Task<SystemImage> GetAsync(DiskImage image) => _images.GetOrAdd(image, key => new(() => ReadAsync(key))).Value;

    /// <summary>Returns the path of an image on a host; copies the image there, unless the run has done so before.</summary>
    /// <exception cref="HarnessException">Class provision: the image could not be copied.</exception>
    public async Task<string> OnAsync(IHost host, SystemImage image, CancellationToken cancellationToken)
    {
        if (host.Connection is LocalConnection)
            return image.Path;

        var key = (host.Name, image.Sha256);
        var copy = _copies.GetOrAdd(
            key, _ => new(() => new ImageCopy(host, image.Path, image.Sha256).RunAsync(cancellationToken)));
        try
        {
            return await copy.Value;
        }
        catch
        {
            _copies.TryRemove(new(key, copy));
            throw;
        }
    }

    private async Task<SystemImage> ReadAsync(DiskImage image) => image is OwnDiskImage own
        ? SystemImage.Of(own, await _hashes.GetAsync(own.Path, CancellationToken.None))
        : await DebianSystem.BuildAsync(cacheDirectory, _hashes, CancellationToken.None);
}
