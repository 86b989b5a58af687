using System.Text.RegularExpressions;

namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>Recognises a text that stands for a value which the reporter left out.</summary>
internal static partial class Placeholder
{
    /// <summary>Finds the placeholder of a word; returns null when the word has none.</summary>
    public static string? Find(string word) => Text().Match(word) is { Success: true } match ? match.Groups["text"].Value : null;

    [GeneratedRegex("""
        (?<text><[A-Za-z][\w\ .:/-]{0,60}>|\{\{.{0,60}?\}\}|\[(?:snip|\.\.\.|…)\]|(?<![\w.])@[A-Z_]{3,}@)
        |(?:\A|[=,:/"])(?<text>X{3,}|x{3,}|Y{3,}|\?{3,}|(?:[0-9a-fA-F]{2}:){0,5}(?:xx|XX)(?::(?:xx|XX))+)(?:\z|[,:/"])
        |(?:\A|[=,:/])(?<text>\.\.\.|…)
        |(?<text>\.\.\.|…)\z
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Text();
}
