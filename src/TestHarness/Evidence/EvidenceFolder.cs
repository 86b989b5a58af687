using System.Text;

namespace TestHarness.Evidence;

/// <summary>Makes the folders of evidence.</summary>
internal static class EvidenceFolder
{
    private const int LongestSlug = 80;

    private static readonly Lock Naming = new();

    /// <summary>Makes a new folder for a scenario: its slug, with a number when another scenario has the same slug.</summary>
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

    /// <summary>Returns the lower-case letters and digits of a text, of any script, with '-' for everything between.</summary>
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
