using System.Text;

namespace TestHarness.Evidence;

/// <summary>Names of the folders of evidence.</summary>
internal static class EvidenceFolder
{
    private const int LongestSlug = 80;

    private static readonly Lock Naming = new();

    /// <summary>Makes a new folder for a scenario: its slug, with a number where another scenario has the same.</summary>
    public static string Create(string runFolder, string scenario)
    {
        var slug = Slug(scenario);
        lock (Naming)
        {
            var path = Path.Combine(runFolder, slug);
            for (var number = 2; Directory.Exists(path); number++)
                path = Path.Combine(runFolder, $"{slug}-{number}");

            return Directory.CreateDirectory(path).FullName;
        }
    }

    /// <summary>Lower-case letters and digits of any script, with '-' for all between.</summary>
    internal static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var letter in text.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(letter))
                slug.Append(letter);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        var trimmed = slug.ToString()[..Math.Min(slug.Length, LongestSlug)].Trim('-');
        return trimmed.Length > 0 ? trimmed : "scenario";
    }
}
