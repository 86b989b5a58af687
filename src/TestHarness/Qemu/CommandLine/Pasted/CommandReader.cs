using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>Reads a command from its first line on, in the one way in which it is a command.</summary>
internal static partial class CommandReader
{
    private const int MostQuotedLines = 400;

    private static readonly ImmutableArray<int> UsualWidths = [80, 100, 120, 132, 160];

    private const string Stray = "the line follows the command and has an option after its first word, so that this word looks "
        + "like the rest of a word that a screen or a mail client broke: join the word";

    /// <summary>Reads a command.</summary>
    /// <param name="index">The index of the line of <paramref name="start"/>.</param>
    /// <param name="isStart">Returns whether another command begins in the line of an index.</param>
    /// <param name="isProcess">Whether the line is of a list of processes, which has lost all quotes.</param>
    /// <returns>The command, and the index of the line after it.</returns>
    public static (CommandReading Reading, int End) Read(
        ImmutableArray<PastedLine> lines,
        int index,
        CommandStart start,
        Func<int, bool> isStart,
        bool isProcess,
        IReadOnlyDictionary<string, string> variables)
    {
        var (reading, end) = ReadWhole(lines, index, start, isStart, isProcess, variables);
        return end < lines.Length && lines[end].Depth == lines[index].Depth && HasStrayOption(lines[end])
            && !isStart(end) && reading.Problem is null
            ? (reading with { Problem = Problems.At(lines[end].Position(), Stray) }, end + 1)
            : (reading, end);
    }

    private static (CommandReading Reading, int End) ReadWhole(
        ImmutableArray<PastedLine> lines,
        int index,
        CommandStart start,
        Func<int, bool> isStart,
        bool isProcess,
        IReadOnlyDictionary<string, string> variables)
    {
        var first = lines[index].From(start.At);
        if (start.Opener is { } closer && Within(lines, index, first, closer) is { } inside)
            return (CommandReading.Of(inside.Text, false, variables), inside.End);

        var isRaw = isProcess || HasBareJson(lines, index, isStart);
        var (text, end) = CommandExtent.Read(lines, index, first, isStart, isRaw);
        var reading = CommandReading.Of(text, isRaw, variables);
        if (ScreenEdge.Read(lines, index, first, isStart) is not { } edge)
            return (reading, end);
        var joined = CommandReading.Of(edge.Text, isRaw, variables);
        return (joined.IsCommand, reading.IsCommand && (end >= edge.End || !joined.IsCommand)) switch
        {
            (false, true) => (reading, end),
            (true, true) when Words(reading).SequenceEqual(Words(joined)) => (reading, end),
            (true, false) => (
                joined with { Removed = joined.Removed.Add($"the line breaks of a screen of {edge.Width} columns") }, edge.End),
            (false, false) when reading.Problem is not null || !UsualWidths.Contains(edge.Width) => (reading, end),
            _ => (reading with { Problem = Broken(first, edge.Width, joined) }, Math.Max(end, edge.End)),
        };
    }

    /// <summary>Returns whether the second word of a line is an option of QEMU.</summary>
    private static bool HasStrayOption(PastedLine line) =>
        StrayWord().Match(line.Text) is { Success: true } match && CommandStart.IsOption(match.Groups["option"].Value);

    private static IEnumerable<string> Words(CommandReading reading) => reading.Words.Select(word => word.Text);

    private static string Broken(PastedLine first, int width, CommandReading joined) => Problems.At(
        first.Position(),
        $"the lines end at column {width}, where a screen breaks words, "
        + (joined.IsCommand
            ? "and the text is a command with the words joined and with the words apart"
            : "and with the words joined the text is not a command either")
        + ": paste the command without line breaks");

    /// <summary>Returns the text up to the quote that closes the one before the program.</summary>
    private static (CommandText Text, int End)? Within(ImmutableArray<PastedLine> lines, int index, PastedLine first, char closer)
    {
        var pieces = new List<(string Joint, PastedLine Line)>();
        for (var (line, end) = (first, index + 1); ; line = lines[end++])
        {
            var close = line.Text.IndexOf(closer, StringComparison.Ordinal);
            pieces.Add(("\n", close < 0 ? line : line with { Text = line.Text[..close] }));
            if (close >= 0)
                return (CommandText.Of(pieces), end);
            if (end == lines.Length || lines[end].IsBlank || end - index > MostQuotedLines)
                return null;
        }
    }

    /// <summary>
    /// Returns whether an option has JSON without quotes around it, as the words of a process have; a shell would remove the
    /// quotes of the JSON.
    /// </summary>
    private static bool HasBareJson(ImmutableArray<PastedLine> lines, int index, Func<int, bool> isStart)
    {
        for (var at = index; at < lines.Length && !lines[at].IsBlank && (at == index || !isStart(at)); at++)
        {
            if (QuotedJson().IsMatch(lines[at].Text))
                return false;
            if (BareJson().IsMatch(lines[at].Text))
                return true;
        }

        return false;
    }

    [GeneratedRegex(@"\A\s*[^\s-]\S*\s+(?<option>-\S+)")]
    private static partial Regex StrayWord();

    [GeneratedRegex(@"(?:\A|\s)\{""")]
    private static partial Regex BareJson();

    [GeneratedRegex(@"'\{|""\{\\")]
    private static partial Regex QuotedJson();
}
