using System.Text.RegularExpressions;
using TestHarness.Qemu.CommandLine.Syntax;

namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>
/// Splits words at blanks where the text was not written for a shell, as in the output of <c>ps</c>: quotes and backslashes are
/// characters like others, and an argument that is JSON may have blanks.
/// </summary>
internal static partial class RawWords
{
    /// <summary>Splits a text into words.</summary>
    public static List<Word> Split(CommandText text)
    {
        var words = new List<Word>();
        var isCut = false;
        for (var match = WordText().Match(text.Text); match.Success;)
        {
            var json = match.Value[0] == '{' && !isCut ? JsonLength(text.Text, match.Index) : null;
            isCut |= match.Value[0] == '{' && json is null;
            var length = json ?? match.Length;
            words.Add(new Word(Dashed(text.Text.Substring(match.Index, length)), text.Position(match.Index)));
            match = WordText().Match(text.Text, match.Index + length);
        }

        return words;
    }

    /// <summary>Returns whether an argument is JSON that ends before its last bracket.</summary>
    public static bool IsCutJson(string word) => word.StartsWith("{\"", StringComparison.Ordinal) && JsonLength(word, 0) is null;

    private static string Dashed(string word) => word[0] is '–' or '—' or '−' ? $"-{word[1..]}" : word;

    /// <summary>Returns the length of the JSON object at a place; null when the text ends before the object.</summary>
    private static int? JsonLength(string text, int start)
    {
        var (depth, isText) = (0, false);
        for (var at = start; at < text.Length; at++)
        {
            if (text[at] == '\\' && isText)
                at++;
            else if (text[at] == '"')
                isText = !isText;
            else if (!isText && text[at] is '{' or '[')
                depth++;
            else if (!isText && text[at] is '}' or ']' && --depth == 0)
                return at + 1 - start;
        }

        return null;
    }

    [GeneratedRegex(@"\S+", RegexOptions.Singleline)]
    private static partial Regex WordText();
}
