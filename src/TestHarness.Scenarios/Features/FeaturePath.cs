using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using TestHarness.Scenarios.Features.Files;

namespace TestHarness.Scenarios.Features;

/// <summary>A path from a user, with the lines after colons.</summary>
internal sealed partial record FeaturePath(string Path, ImmutableArray<int> Lines)
{
    /// <summary>Reads a path.</summary>
    public static FeaturePath Parse(string text)
    {
        var match = WithLines().Match(text);
        var lines = match.Groups["line"].Captures.Select(c => int.Parse(c.Value, CultureInfo.InvariantCulture));
        return match.Success ? new(match.Groups["path"].Value, [.. lines]) : new(text, []);
    }

    /// <summary>Whether the file or folder exists.</summary>
    public bool Exists => Directory.Exists(Path) || File.Exists(Path);

    /// <summary>Finds the file, or the files below the folder.</summary>
    /// <exception cref="FeatureLoadException">A folder cannot be read.</exception>
    public FeatureSearch Search()
    {
        try
        {
            return Directory.Exists(Path) ? FeatureSearch.In(Path) : new([Path], []);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FeatureLoadException(Path, $"{Path}: [config] {exception.Message}");
        }
    }

    [GeneratedRegex(@"^(?<path>.+\.feature)(?::(?<line>\d{1,7}))+$")]
    private static partial Regex WithLines();
}
