using TestHarness.Hosts;

namespace TestHarness.Images;

/// <summary>
/// The last image that was found for this machine's apt: as long as apt's lists and sources stay as they are, the image does too,
/// and apt need not be asked, which takes it seconds.
/// </summary>
/// <param name="cache">The folder of the Debian images.</param>
/// <param name="recipe">The fingerprint of the scripts that build the image.</param>
internal sealed class DebianResolution(IHost host, string cache, string recipe)
{
    /// <summary>Prints a hash of the names, sizes and times of apt's lists and settings.</summary>
    private const string Stamp = """
        eval "$(apt-config shell lists Dir::State::lists/d settings Dir::Etc/d)" && [ -d "$lists" ] || exit
        find "$lists" "$settings" -type f -printf '%p %s %T@\n' | sort | sha256sum
        """;

    private string? _stamp;

    private string File => Path.Combine(cache, "last");

    /// <summary>Finds the image that was found last.</summary>
    /// <returns>The image; null when apt's lists or the scripts have changed since, or the image is gone.</returns>
    public async Task<DebianImage?> FindAsync(CancellationToken cancellationToken)
    {
        var stamp = await host.RunAsync(Command.Shell(Stamp), cancellationToken);
        if (!stamp.Succeeded || stamp.StandardOutput.Length == 0)
            return null;

        _stamp = $"{recipe} {stamp.StandardOutput.Split(' ')[0]}";
        return System.IO.File.Exists(File)
            && await System.IO.File.ReadAllLinesAsync(File, cancellationToken) is [var last, var key, var description]
            && last == _stamp
            && Directory.Exists(Path.Combine(cache, key))
                ? new DebianImage(Path.Combine(cache, key), description)
                : null;
    }

    /// <summary>Keeps an image as the last one that was found.</summary>
    public async Task KeepAsync(string key, DebianImage image, CancellationToken cancellationToken)
    {
        if (_stamp is null)
            return;

        var written = $"{File}.{Path.GetRandomFileName()}";
        await System.IO.File.WriteAllLinesAsync(written, [_stamp, key, image.Description], cancellationToken);
        System.IO.File.Move(written, File, overwrite: true);
    }
}
