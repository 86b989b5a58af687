using System.Globalization;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Images.Disks;

/// <summary>
/// Copies a disk image to a host once: into the folder <c>${XDG_CACHE_HOME:-$HOME/.cache}/testharness/disk-image</c>, under the
/// SHA-256 of its content. A copy that was interrupted goes on where it ended, and a finished one is verified before it gets its
/// name.
/// </summary>
/// <param name="sha256">The SHA-256 of the image.</param>
internal sealed class ImageCopy(IHost host, SystemImage image, string sha256)
{
    /// <summary>Prints the folder, and "there" for a whole image, or else the number of bytes of the part that came.</summary>
    private const string Find = """
        folder=${XDG_CACHE_HOME:-$HOME/.cache}/testharness/disk-image
        mkdir -p -m 700 "$folder" && printf '%s\n' "$folder" || exit
        if [ -f "$folder/$1" ]; then echo there; else : >> "$folder/$1.part" && wc -c < "$folder/$1.part"; fi
        """;

    /// <summary>
    /// Appends the input to the part; the lock keeps out another copy of the same image. A part that another copy has made
    /// longer meanwhile is left alone, and the caller looks again.
    /// </summary>
    private const string Append = """
        exec 9>> "$1.part" && flock -w 600 9 || exit
        [ "$(wc -c < "$1.part")" = "$2" ] || { [ -f "$1" ] && exit 0; echo "another copy is under way" >&2; exit 1; }
        cat >> "$1.part"
        """;

    /// <summary>Gives the part its name when it has the SHA-256, and else removes it.</summary>
    private const string Finish = """
        [ ! -f "$1" ] || exit 0
        sum=$(sha256sum < "$1.part") || exit
        [ "${sum%% *}" = "$2" ] && chmod 400 "$1.part" && mv "$1.part" "$1" && exit 0
        rm -f "$1.part"; echo "SHA-256 ${sum%% *}" >&2; exit 1
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromHours(1);

    /// <summary>Copies the image, unless the host has it.</summary>
    /// <returns>The path of the image on the host.</returns>
    /// <exception cref="HarnessException">Class provision: the image could not be copied, or arrived damaged twice.</exception>
    public async Task<string> RunAsync(CancellationToken cancellationToken = default)
    {
        if (host.Connection is LocalConnection)
            return image.Path;

        var (path, came) = await FindAsync(cancellationToken);
        if (came is null)
            return path;
        var failure = await SendAsync(path, came.Value, cancellationToken);
        // A part of another build's leftover bytes fails once: the whole image is sent then.
        if (failure is not null && came > 0)
            failure = await SendAsync(path, 0, cancellationToken);
        return failure is null
            ? path
            : throw new HarnessException(
                FailureClass.Provision,
                $"{image.Path} arrived on {host.Name} damaged: expected SHA-256 {sha256}, found {failure}");
    }

    private async Task<(string Path, long? Came)> FindAsync(CancellationToken cancellationToken)
    {
        var found = (await host.RunAsync(Command.Shell(Find, sha256), cancellationToken)).OrThrow(FailureClass.Provision);
        var lines = found.StandardOutput.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        long? came = lines[1] == "there" ? null : long.Parse(lines[1], CultureInfo.InvariantCulture);
        return ($"{lines[0]}/{sha256}", came);
    }

    /// <summary>Sends the bytes that are missing, and verifies the whole.</summary>
    /// <returns>The SHA-256 that was found in place of the expected one; null when the image is whole.</returns>
    private async Task<string?> SendAsync(string path, long from, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(image.Path);
        file.Position = Math.Min(from, file.Length);
        var append = Command.Shell(Append, path, from.ToString(CultureInfo.InvariantCulture))
            .WithTimeout(Limit).WithStandardInput(file);
        (await host.RunAsync(append, cancellationToken)).OrThrow(FailureClass.Provision);
        var finish = await host.RunAsync(Command.Shell(Finish, path, sha256).WithTimeout(Limit), cancellationToken);
        return finish.Succeeded ? null : finish.StandardError.Trim();
    }
}
