using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Images.Disks;

/// <summary>
/// Copies a disk image of this machine to a host once. A copy that was interrupted goes on where it ended, and a finished one is
/// verified before it gets its name.
/// </summary>
/// <param name="sha256">The SHA-256 of the image.</param>
internal sealed class ImageCopy(IHost host, string image, string sha256)
{
    private readonly HostImages _images = new(host);

    /// <summary>Copies the image, unless the host has it.</summary>
    /// <returns>The path of the image on the host.</returns>
    /// <exception cref="HarnessException">Class provision: the image could not be copied, or arrived damaged.</exception>
    public async Task<string> RunAsync(CancellationToken cancellationToken = default)
    {
        var (path, came) = await _images.FindAsync(sha256, cancellationToken);
        if (came is not { } bytes)
            return path;
        var found = await SendAsync(path, bytes, cancellationToken);
        // What came before may be damaged: the whole image is sent then.
        if (found != sha256 && bytes > 0)
            found = await SendAsync(path, 0, cancellationToken);
        return found == sha256
            ? path
            : throw new HarnessException(
                FailureClass.Provision,
                $"{image} arrived on {host.Name} damaged: expected SHA-256 {sha256}, found {found}");
    }

    /// <summary>Sends the bytes that are missing, and takes the whole as an image.</summary>
    /// <returns>The SHA-256 that was found.</returns>
    private async Task<string> SendAsync(string path, long came, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(image);
        file.Position = Math.Min(came, file.Length);
        await _images.AppendAsync(path, came, file, cancellationToken);
        return (await _images.AdoptAsync($"{path}.part", sha256, cancellationToken)).Sha256;
    }
}
