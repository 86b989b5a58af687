namespace TestHarness.Scenarios.Features.Bundles;

/// <summary>
/// What a bundle may hold, so that a stranger's file costs neither memory nor time. The limits are above what the harness writes.
/// </summary>
internal static class BundleLimits
{
    /// <summary>The size of the file in bytes.</summary>
    public const long FileBytes = 512L << 20;

    /// <summary>The number of entries.</summary>
    public const int Entries = 256;

    /// <summary>The size of the directory of entries in bytes.</summary>
    public const int DirectoryBytes = Entries << 10;

    /// <summary>The size of one entry in bytes, unpacked.</summary>
    public const long EntryBytes = 512L << 20;

    /// <summary>The size of all entries in bytes, unpacked.</summary>
    public const long TotalBytes = 1L << 30;

    /// <summary>The length of an entry's name.</summary>
    public const int NameLength = 200;

    /// <summary>The size of the manifest in bytes.</summary>
    public const int ManifestBytes = 256 << 10;

    /// <summary>The nesting of the manifest's values.</summary>
    public const int ManifestDepth = 8;

    /// <summary>The ratio of sizes, unpacked to packed, of an entry that is read.</summary>
    public const int Ratio = 100;
}
