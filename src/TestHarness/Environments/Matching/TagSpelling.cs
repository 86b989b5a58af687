using TestHarness.Texts;

namespace TestHarness.Environments.Matching;

/// <summary>
/// Finds misspelt tags. A misspelt tag means nothing: the scenario would run without what it needs, or where it is not to run.
/// </summary>
internal static class TagSpelling
{
    private static readonly string[] Names = ["any-host", "ignore", "recorded"];
    private static readonly string[] NamesWithValue = ["hosts", "needs"];
    private static readonly string[] Expectations = ["expected-to-fail", "expect-to-fail"];
    private static readonly char[] Digits = [.. "0123456789"];

    /// <summary>Guesses the tag for which a tag is a misspelling.</summary>
    /// <param name="tag">A tag without its '@'.</param>
    /// <returns>The correct tag; null when the tag is correct, or is another word.</returns>
    public static string? Meant(string tag)
    {
        var colon = tag.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return Names.Contains(tag) ? null : Near(tag, Names) ?? WithoutColon(tag.TrimEnd(Digits), tag);
        var name = tag[..colon];
        return !NamesWithValue.Contains(name) && Near(name, NamesWithValue) is { } near ? $"{near}{tag[colon..]}" : null;
    }

    /// <summary>
    /// Returns whether a tag seems to say that its scenario fails, which no tag can: a step says which failure is expected.
    /// </summary>
    public static bool ExpectsFailure(string tag) => Near(tag.Split(':')[0], Expectations) is not null;

    /// <summary>Guesses that <c>hosts2</c> stands for <c>hosts:2</c>.</summary>
    private static string? WithoutColon(string name, string tag) =>
        Near(name, NamesWithValue) is { } near ? $"{near}:{tag[name.Length..]}" : null;

    /// <summary>Finds a name that differs from the word by one letter at most, ignoring case.</summary>
    private static string? Near(string word, string[] names) =>
        names.FirstOrDefault(name => NearestWord.Distance(word.ToUpperInvariant(), name.ToUpperInvariant()) <= 1);
}
