using System.Globalization;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Images.Disks;

/// <summary>
/// The disk images of a host, <c>${XDG_CACHE_HOME:-$HOME/.cache}/testharness/disk-image</c>. Each is read-only and named by the
/// SHA-256 of its content; the sixteen that were used last are kept.
/// </summary>
internal sealed class HostImages(IHost host)
{
    private const string Folder = """
        folder=${XDG_CACHE_HOME:-$HOME/.cache}/testharness/disk-image
        mkdir -p -m 700 "$folder" && printf '%s\n' "$folder" || exit

        """;

    /// <summary>Prints "there" for a whole image, and else the number of bytes of the part that came.</summary>
    private const string Find = Folder + """
        if [ -f "$folder/$1" ]; then touch "$folder/$1" && echo there
        else : >> "$folder/$1.part" && wc -c < "$folder/$1.part"; fi
        """;

    /// <summary>
    /// Appends the input to a part that has as many bytes as expected, or begins it anew. The lock keeps out another copy.
    /// </summary>
    private const string Append = """
        exec 9>> "$1.part" && flock -w 3600 9 || exit
        [ ! -f "$1" ] || exit 0
        if [ "$2" = 0 ]; then cat > "$1.part"; exit; fi
        [ "$(wc -c < "$1.part")" = "$2" ] || { echo "another copy of the image came in between" >&2; exit 1; }
        cat >> "$1.part"
        """;

    /// <summary>
    /// Gives a file the name of its content, removes it when that is not the expected one, and drops old images.
    /// </summary>
    private const string Adopt = Folder + """
        sum=$(sha256sum < "$1") && sum=${sum%% *} || exit
        echo "$sum"
        [ "$sum" = "${2:-$sum}" ] || { rm -f "$1"; exit 0; }
        chmod 400 "$1" && touch "$1" && mv -f "$1" "$folder/$sum" && cd "$folder" || exit
        ls -t | tail -n +17 | while read -r old; do rm -f "$old"; done
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromHours(1);

    /// <summary>Looks for an image.</summary>
    /// <returns>The path of the image on the host, and the number of bytes that came so far; null for a whole image.</returns>
    public async Task<(string Path, long? Came)> FindAsync(string sha256, CancellationToken cancellationToken)
    {
        var lines = await RunAsync(Command.Shell(Find, sha256), cancellationToken);
        long? came = lines[1] == "there" ? null : long.Parse(lines[1], CultureInfo.InvariantCulture);
        return ($"{lines[0]}/{sha256}", came);
    }

    /// <summary>Appends bytes to the part of an image.</summary>
    /// <param name="from">The number of bytes that came before; 0 begins anew.</param>
    public Task AppendAsync(string path, long from, Stream bytes, CancellationToken cancellationToken) => RunAsync(
        Command.Shell(Append, path, from.ToString(CultureInfo.InvariantCulture)).WithStandardInput(bytes), cancellationToken);

    /// <summary>Takes a file of the host as an image, under the SHA-256 of its content.</summary>
    /// <param name="expected">The SHA-256 that it must have, or else it is removed; null for any.</param>
    /// <returns>The path of the image, and the SHA-256 that was found.</returns>
    public async Task<(string Path, string Sha256)> AdoptAsync(
        string file, string? expected, CancellationToken cancellationToken)
    {
        var lines = await RunAsync(Command.Shell(Adopt, file, expected ?? ""), cancellationToken);
        return ($"{lines[0]}/{lines[1]}", lines[1]);
    }

    private async Task<string[]> RunAsync(Command command, CancellationToken cancellationToken)
    {
        var result = await host.RunAsync(command.WithTimeout(Limit), cancellationToken);
        return result.OrThrow(FailureClass.Provision).StandardOutput.Split(
            '\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }
}
