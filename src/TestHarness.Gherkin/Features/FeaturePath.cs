using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace TestHarness.Gherkin.Features;

/// <summary>A path as a user gives it, with the lines after a colon.</summary>
internal sealed partial record FeaturePath(string Path, ImmutableArray<int> Lines)
{
    public static FeaturePath Parse(string text)
    {
        var match = WithLines().Match(text);
        var lines = match.Groups["line"].Captures.Select(c => int.Parse(c.Value, CultureInfo.InvariantCulture));
        return match.Success ? new(match.Groups["path"].Value, [.. lines]) : new(text, []);
    }

    public bool Exists => Directory.Exists(Path) || File.Exists(Path);

    public IEnumerable<(string File, ImmutableArray<int> Lines)> Files()
    {
        var files = Directory.Exists(Path)
            ? Directory.EnumerateFiles(Path, "*.feature", SearchOption.AllDirectories).Where(IsSource).Order(StringComparer.Ordinal)
            : Enumerable.Repeat(Path, 1);
        return files.Select(f => (f, Lines));
    }

    /// <summary>False for what a build has copied, and what hidden folders hold.</summary>
    private bool IsSource(string file) => !System.IO.Path.GetRelativePath(Path, file).Split('/')
        .Any(part => part is "bin" or "obj" || part.StartsWith('.'));

    [GeneratedRegex(@"^(?<path>.+\.feature)(?::(?<line>\d{1,7}))+$")]
    private static partial Regex WithLines();
}
