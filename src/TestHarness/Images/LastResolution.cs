using TestHarness.Hosts;

namespace TestHarness.Images;

/// <summary>
/// The last image that was found for this machine's apt: as long as apt's lists and settings and the installed packages stay as
/// they are, the image does too, and apt need not be asked, which takes it seconds.
/// </summary>
/// <param name="cache">The folder of the images of this kind.</param>
/// <param name="recipe">The fingerprint of all else that the image is made of.</param>
public sealed class LastResolution(IHost host, string cache, string recipe)
{
    /// <summary>Prints a hash of the names, sizes and times of apt's lists and settings, and of dpkg's status.</summary>
    private const string Stamp = """
        eval "$(apt-config shell lists Dir::State::lists/d settings Dir::Etc/d status Dir::State::status/f)" &&
            [ -d "$lists" ] || exit
        find "$lists" "$settings" "$status" -type f -printf '%p %s %T@\n' | sort | sha256sum
        """;

    private string? _stamp;

    private string File => Path.Combine(cache, "last");

    /// <summary>Finds the image that was found last.</summary>
    /// <returns>The image; null when apt's state or the recipe has changed since, or the image is gone.</returns>
    public async Task<ResolvedImage?> FindAsync(CancellationToken cancellationToken)
    {
        var stamp = await host.RunAsync(Command.Shell(Stamp), cancellationToken);
        if (!stamp.Succeeded || stamp.StandardOutput.Length == 0)
            return null;

        _stamp = $"{recipe} {stamp.StandardOutput.Split(' ')[0]}";
        return System.IO.File.Exists(File)
            && await System.IO.File.ReadAllLinesAsync(File, cancellationToken) is [var last, var key, var description]
            && last == _stamp
            && Directory.Exists(Path.Combine(cache, key))
                ? new ResolvedImage(key, description)
                : null;
    }

    /// <summary>Keeps an image, which is built, as the last one that was found.</summary>
    public async Task KeepAsync(ResolvedImage image, CancellationToken cancellationToken)
    {
        if (_stamp is null)
            return;

        var written = $"{File}.{Path.GetRandomFileName()}";
        await System.IO.File.WriteAllLinesAsync(written, [_stamp, image.Key, image.Description], cancellationToken);
        System.IO.File.Move(written, File, overwrite: true);
    }
}
