using System.Security.Cryptography;
using System.Text;

namespace TestHarness.Images.Disks;

/// <summary>
/// The SHA-256 of disk images, kept in the harness's cache until the file's size or time of change is another: an image of
/// 10 GB takes many seconds to read.
/// </summary>
/// <param name="cacheDirectory">The harness's cache, for example <c>~/.cache/testharness</c>.</param>
internal sealed class ImageHashes(string cacheDirectory)
{
    private string Folder => Path.Combine(cacheDirectory, "image-hashes");

    /// <summary>Returns the SHA-256 of an image, 64 hexadecimal digits.</summary>
    public async Task<string> GetAsync(string path, CancellationToken cancellationToken = default)
    {
        var file = new FileInfo(path);
        var stamp = FormattableString.Invariant($"{file.FullName}\0{file.Length}\0{file.LastWriteTimeUtc.Ticks}");
        var kept = Path.Combine(Folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stamp)))[..32]);
        if (File.Exists(kept))
            return await File.ReadAllTextAsync(kept, cancellationToken);

        var sha256 = await ReadAsync(path, cancellationToken);
        Directory.CreateDirectory(Folder);
        var written = $"{kept}.{Path.GetRandomFileName()}";
        await File.WriteAllTextAsync(written, sha256, cancellationToken);
        File.Move(written, kept, overwrite: true);
        return sha256;
    }

    private static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }
}
