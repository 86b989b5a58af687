using System.Buffers.Binary;

namespace TestHarness.Scenarios.Features.Bundles;

/// <summary>
/// The end of a ZIP file, which has the number of entries. It is checked before the entries are read: the library reads all of
/// them at once, and as many as there are, whatever the number says.
/// </summary>
/// <remarks>Source: APPNOTE.TXT of PKWARE, 4.3.16.</remarks>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const uint EndSignature = 0x06054b50;

    /// <summary>Checks the end of the file, and returns to its start.</summary>
    /// <exception cref="BundleException">The file is no ZIP file, or its directory exceeds a limit.</exception>
    public static void Check(Stream file)
    {
        if (file.Length > BundleLimits.FileBytes)
            throw new BundleException($"expected at most {BundleLimits.FileBytes:N0} bytes, found {file.Length:N0}");
        var end = new byte[EndLength];
        if (file.Length < EndLength)
            throw NoZip();
        file.Seek(-EndLength, SeekOrigin.End);
        file.ReadExactly(end);
        file.Seek(0, SeekOrigin.Begin);
        if (BinaryPrimitives.ReadUInt32LittleEndian(end) != EndSignature)
            throw NoZip();
        Check(end, file.Length - EndLength);
    }

    private static void Check(ReadOnlySpan<byte> end, long position)
    {
        var (disk, first) = (Number(end[4..]), Number(end[6..]));
        var (here, count) = (Number(end[8..]), Number(end[10..]));
        var size = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
        var start = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        if (count > BundleLimits.Entries)
            throw new BundleException($"expected at most {BundleLimits.Entries} files in the bundle, found {count:N0} or more");
        if (size > BundleLimits.DirectoryBytes)
            throw new BundleException(
                $"expected at most {BundleLimits.DirectoryBytes:N0} bytes of names in the bundle, found {size:N0}");
        if (disk != 0 || first != 0 || here != count || start + (long)size != position)
            throw NoZip();
    }

    private static int Number(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static BundleException NoZip() => new(
        "expected a bundle, which is a ZIP file without a comment, found another file or a part of one: "
        + "take the file as it was sent");
}
