using System.Collections.Immutable;
using System.IO.Enumeration;

namespace TestHarness.Scenarios.Features.Files;

/// <summary>
/// The feature files below a folder, except copies of a build and files in hidden folders. Symbolic links are not followed: in a
/// stranger's folder, a link could show a line of the user's own files as a parse error, or lead in a circle.
/// </summary>
/// <param name="Links">The links to feature files and to folders, which are reported instead.</param>
internal sealed record FeatureSearch(ImmutableArray<string> Files, ImmutableArray<string> Links)
{
    private const string Extension = ".feature";

    /// <summary>Searches a folder.</summary>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not read a folder.</exception>
    public static FeatureSearch In(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false };
        var found = new FileSystemEnumerable<(string Path, bool IsLink)>(
            folder, (ref FileSystemEntry entry) => (entry.ToSpecifiedFullPath(), IsLink(ref entry)), options)
        {
            ShouldIncludePredicate = IsWanted,
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !IsLink(ref entry) && IsSource(entry.FileName),
        };
        var sorted = found
            .OrderBy(entry => entry.Path, StringComparer.Ordinal)
            .ToLookup(entry => entry.IsLink, entry => entry.Path);
        return new([.. sorted[false]], [.. sorted[true]]);
    }

    private static bool IsWanted(ref FileSystemEntry entry) => IsSource(entry.FileName)
        && (entry.IsDirectory ? IsLink(ref entry) : entry.FileName.EndsWith(Extension, StringComparison.Ordinal));

    private static bool IsLink(ref FileSystemEntry entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    private static bool IsSource(ReadOnlySpan<char> name) => name is not ("bin" or "obj") && !name.StartsWith('.');
}
