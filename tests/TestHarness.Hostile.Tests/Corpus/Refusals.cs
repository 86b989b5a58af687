using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Hostile.Tests.Corpus;

/// <summary>
/// The mistakes that <c>harness validate</c> prints. Each starts with FILE:LINE:COLUMN and may have more lines.
/// </summary>
internal static partial class Refusals
{
    /// <returns>The mistakes by the file's name, without its extension.</returns>
    public static ILookup<string, string> Read(string output)
    {
        var mistakes = ImmutableArray.CreateBuilder<string>();
        foreach (var line in output.Split('\n'))
        {
            if (Start().IsMatch(line))
                mistakes.Add(line);
            else if (mistakes.Count > 0)
                mistakes[^1] += $"\n{line}";
        }

        return mistakes.ToLookup(mistake => Start().Match(mistake).Groups["name"].Value);
    }

    [GeneratedRegex(@"^\S*?(?<name>[^/\s]+)\.(feature|zip):\d+:\d+: ")]
    private static partial Regex Start();
}
