using System.Text;
using TestHarness.Hosts;

namespace TestHarness.Evidence.Reproduction;

/// <summary>Formats long command lines as people write them: an option with its value on a line.</summary>
internal static class CommandText
{
    /// <summary>Returns a command line on several lines.</summary>
    public static string Lines(IReadOnlyList<string> words)
    {
        var text = new StringBuilder(ShellQuote.Word(words[0]));
        for (var i = 1; i < words.Count; i++)
        {
            var isValue = !words[i].StartsWith('-') && words[i - 1].StartsWith('-');
            text.Append(isValue ? " " : " \\\n  ").Append(ShellQuote.Word(words[i]));
        }

        return text.ToString();
    }
}
