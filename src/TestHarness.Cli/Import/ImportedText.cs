using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TestHarness.Qemu.CommandLine.Pasted;

namespace TestHarness.Cli.Import;

/// <summary>A bug report or a mail: its lines, and what is pasted in it.</summary>
internal sealed partial record ImportedText(ImmutableArray<string> Lines, Paste Paste)
{
    private const int Longest = 4000;

    /// <summary>Reads a text; of a longer line its first 4000 characters count, but for command lines.</summary>
    public static ImportedText Read(string text) =>
        new([.. text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n').Select(Shortened)], Paste.Read(text));

    /// <summary>The bug's number; null when the text names no bug.</summary>
    public string? Bug => FirstGroup(BugNumber(), "bug");

    /// <summary>The title: a summary, a subject, or a sentence among the first lines; null when the text has none.</summary>
    public string? Title
    {
        get
        {
            var title = FirstGroup(Summary(), "title")
                ?? Lines.Select(line => line.Trim()).Where(line => line.Length > 0).Take(3).FirstOrDefault(IsSentence);
            return title is null ? null : Prefix().Replace(title, "").Trim().TrimEnd(':');
        }
    }

    /// <summary>Whether the text is about a migration.</summary>
    public bool IsMigration => Paste.Commands.Any(command => command.IsDestination) || Find(Migration()) is not null;

    /// <summary>Finds the first line that matches.</summary>
    /// <returns>The number of the line, from 1, and the match; null when no line matches.</returns>
    public (int Line, Match Match)? Find(Regex regex) => FindAll(regex).Select(found => ((int, Match)?)found).FirstOrDefault();

    /// <summary>Finds every match, with the number of its line, from 1.</summary>
    public IEnumerable<(int Line, Match Match)> FindAll(Regex regex) =>
        Lines.SelectMany((line, index) => regex.Matches(line).Select(match => (index + 1, match)));

    private string? FirstGroup(Regex regex, string group) => Find(regex)?.Match.Groups[group].Value;

    private static string Shortened(string line) => line.Length <= Longest ? line : line[..Longest];

    private static bool IsSentence(string line) => line.Length is > 10 and <= 120 && Sentence().IsMatch(line);

    [GeneratedRegex(
        """
        (?:\bbug\s*\#?|\bBZ\s*\#?|rhbz\s*\#?|bugzilla\S*id=|bugs/|issues/|\bissue\s*\#)\s*(?<bug>\d{2,9})\b
        |\b(?<bug>RHEL-\d{2,7})\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex BugNumber();

    [GeneratedRegex(@"\bmigrat", RegexOptions.IgnoreCase)]
    private static partial Regex Migration();

    [GeneratedRegex(@"\A\s*(?:Summary|Subject|Title)\s*:\s*(?<title>\S.*)", RegexOptions.IgnoreCase)]
    private static partial Regex Summary();

    [GeneratedRegex(@"\A(?:(?:re|fwd?|aw)\s*:\s*)+", RegexOptions.IgnoreCase)]
    private static partial Regex Prefix();

    [GeneratedRegex(@"\A[A-Z][\w'""()\[\],:;/.-]*(?: [\w'""()\[\],:;/.-]+){3,}[\w.)?:]\z")]
    private static partial Regex Sentence();
}
