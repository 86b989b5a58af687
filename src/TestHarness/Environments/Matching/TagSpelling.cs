using TestHarness.Texts;

namespace TestHarness.Environments.Matching;

/// <summary>
/// Finds a tag that is almost one with a meaning. Misspelt, such a tag means nothing: the scenario would run without what it
/// needs, or where it was to be left out.
/// </summary>
internal static class TagSpelling
{
    private static readonly string[] Names = ["any-host", "ignore", "recorded"];
    private static readonly string[] NamesWithValue = ["hosts", "needs"];
    private static readonly string[] Expectations = ["expected-to-fail", "expect-to-fail"];
    private static readonly char[] Digits = [.. "0123456789"];

    /// <param name="tag">A tag without its '@'.</param>
    /// <returns>The tag that was meant; null where the tag is one of those with a meaning, or another word.</returns>
    public static string? Meant(string tag)
    {
        var colon = tag.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return Names.Contains(tag) ? null : Near(tag, Names) ?? WithoutColon(tag.TrimEnd(Digits), tag);
        var name = tag[..colon];
        return !NamesWithValue.Contains(name) && Near(name, NamesWithValue) is { } near ? $"{near}{tag[colon..]}" : null;
    }

    /// <summary>
    /// Whether a tag seems to say that its scenario fails, which no tag can: a step says which failure is expected.
    /// </summary>
    public static bool ExpectsFailure(string tag) => Near(tag.Split(':')[0], Expectations) is not null;

    /// <summary>Takes <c>hosts2</c> for <c>hosts:2</c>.</summary>
    private static string? WithoutColon(string name, string tag) =>
        Near(name, NamesWithValue) is { } near ? $"{near}:{tag[name.Length..]}" : null;

    /// <summary>Finds a name from which the word differs by one letter at most, whatever the case of the letters.</summary>
    private static string? Near(string word, string[] names) =>
        names.FirstOrDefault(name => NearestWord.Distance(word.ToUpperInvariant(), name.ToUpperInvariant()) <= 1);
}
