using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.RegularExpressions;

namespace TestHarness.Scenarios.Features.Bundles;

/// <summary>
/// The check of the names and kinds of a bundle's entries. The harness unpacks none of them, but the person who reads the bundle
/// may unpack all of them.
/// </summary>
internal static partial class EntryNames
{
    private const int TypeMask = 0xf000;
    private const int Folder = 0x4000;
    private const int RegularFile = 0x8000;

    /// <summary>Refuses an entry that could be written outside of its folder, or that is something else than a file.</summary>
    /// <exception cref="BundleException">An entry is refused.</exception>
    public static void Check(ImmutableArray<ZipArchiveEntry> entries)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var total = 0L;
        foreach (var entry in entries)
        {
            Check(entry);
            if (!names.Add(entry.FullName.TrimEnd('/')))
                throw new BundleException($"expected each name once, found '{entry.FullName}' twice");
            total += entry.Length;
        }

        if (total > BundleLimits.TotalBytes)
            throw new BundleException(
                $"expected at most {BundleLimits.TotalBytes:N0} bytes in all files of the bundle, found {total:N0}");
    }

    private static void Check(ZipArchiveEntry entry)
    {
        var name = entry.FullName;
        if (name.Length > BundleLimits.NameLength)
            throw new BundleException(
                $"expected names of at most {BundleLimits.NameLength} characters, found one of {name.Length:N0}");
        if (!Plain().IsMatch(name) || name.Split('/').Any(IsSpecial))
            throw new BundleException(
                $"expected relative names of letters, digits and '._+=@-', with '/' between, found '{name}'");
        var isFolder = name.EndsWith('/');
        if (((entry.ExternalAttributes >> 16) & TypeMask) is not 0 and var type && type != (isFolder ? Folder : RegularFile))
            throw new BundleException($"expected files alone, found '{name}', which is a link or a device");
        if (entry.Length > (isFolder ? 0 : BundleLimits.EntryBytes))
            throw new BundleException(
                $"expected at most {(isFolder ? 0 : BundleLimits.EntryBytes):N0} bytes in '{name}', found {entry.Length:N0}");
    }

    /// <summary>Returns whether a part of a name has a meaning of its own, on Windows too.</summary>
    private static bool IsSpecial(string part) => part.EndsWith('.') || Device().IsMatch(part);

    [GeneratedRegex(@"\A[A-Za-z0-9._+=@-]+(/[A-Za-z0-9._+=@-]+)*/?\z")]
    private static partial Regex Plain();

    [GeneratedRegex(@"\A(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|\z)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Device();
}
