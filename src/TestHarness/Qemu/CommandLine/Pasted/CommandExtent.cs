using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TestHarness.Qemu.CommandLine.Syntax;

namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>Finds the lines of a command: a backslash or a quote joins them, or they have lost their backslash.</summary>
internal sealed partial class CommandExtent
{
    private readonly ImmutableArray<PastedLine> _lines;
    private readonly Func<int, bool> _isStart;
    private readonly bool _isRaw;
    private readonly List<(string Joint, PastedLine Line)> _pieces = [];
    private char? _quote;

    private CommandExtent(ImmutableArray<PastedLine> lines, Func<int, bool> isStart, bool isRaw) =>
        (_lines, _isStart, _isRaw) = (lines, isStart, isRaw);

    /// <summary>Reads the lines of a command.</summary>
    /// <param name="lines">The lines of the paste.</param>
    /// <param name="index">The index of the command's first line.</param>
    /// <param name="first">The first line from the program on.</param>
    /// <param name="isStart">Returns whether another command begins in the line of an index.</param>
    /// <param name="isRaw">Whether quotes and backslashes are characters like others.</param>
    /// <returns>The text, and the index of the line after it.</returns>
    public static (CommandText Text, int End) Read(
        ImmutableArray<PastedLine> lines, int index, PastedLine first, Func<int, bool> isStart, bool isRaw)
    {
        var extent = new CommandExtent(lines, isStart, isRaw);
        extent.Add("\n", first);
        var end = index + 1;
        while (extent.Next(end) is { } next)
            end = next;
        return (CommandText.Of(extent._pieces), end);
    }

    /// <summary>Adds the line of an index when it belongs to the command.</summary>
    /// <returns>The index after the line; null when the command has ended.</returns>
    private int? Next(int index)
    {
        if (index >= _lines.Length)
            return null;
        var (line, before) = (_lines[index], _pieces[^1].Line.Text);
        var isContinued = !_isRaw && Backslash().IsMatch(before);
        if (line.Depth != _pieces[^1].Line.Depth && !IsSecondaryPrompt(line, isContinued))
            return null;
        if (isContinued && line.Text.TrimStart().StartsWith('#') && !ShellPrompt.IsIdle(line.Text))
        {
            _pieces.Add(("\n", line with { Text = "\\" }));
            return index + 1;
        }

        if (line.IsBlank)
            return isContinued && NextWithText(index) is { } next && IsOptionLine(_lines[next]) && !_isStart(next)
                ? Join("\n", next)
                : null;
        if (_quote is not null && !_isStart(index))
            return Join("\n", index);
        if (_isStart(index) || LibvirtLog.IsOwnLine(line.Text) || QemuMessage.IsOne(line.Text))
            return null;
        if (isContinued && CommaAndBackslash().IsMatch(before) && ValueGoesOn().IsMatch(line.Text))
        {
            _pieces[^1] = (_pieces[^1].Joint, _pieces[^1].Line with { Text = before.TrimEnd()[..^1] });
            return Join("", index, trims: true);
        }

        if (isContinued)
            return ShellPrompt.IsIdle(line.Text) ? null : Join("\n", index);
        if (before.TrimEnd().EndsWith(',') && ValueGoesOn().IsMatch(line.Text))
            return Join("", index, trims: true);
        return IsOptionLine(line) || LacksArgument(before) ? Join("\n", index) : null;
    }

    private int Join(string joint, int index, bool trims = false)
    {
        var line = _lines[index];
        if (trims)
        {
            _pieces[^1] = (_pieces[^1].Joint, _pieces[^1].Line with { Text = _pieces[^1].Line.Text.TrimEnd() });
            line = line.From(line.Text.Length - line.Text.TrimStart().Length);
        }

        Add(joint, line);
        return index + 1;
    }

    private void Add(string joint, PastedLine line)
    {
        _pieces.Add((joint, line));
        _quote = _isRaw ? null : QuoteScan.After(line.Text, _quote);
    }

    /// <summary>Returns whether the mark before a line is the prompt of a shell that waits for the rest of a command.</summary>
    private bool IsSecondaryPrompt(PastedLine line, bool isContinued) =>
        (isContinued || _quote is not null) && _pieces[0].Line.Depth == 0 && line.Depth <= 1;

    private int? NextWithText(int index)
    {
        while (index < _lines.Length && _lines[index].IsBlank)
            index++;
        return index < _lines.Length ? index : null;
    }

    private static bool IsOptionLine(PastedLine line) =>
        LeadingWord().Match(line.Text) is { Success: true } word && CommandStart.OptionName(word.Value) is not null;

    /// <summary>Returns whether the last word of a text is an option whose argument is on the next line.</summary>
    private static bool LacksArgument(string text) =>
        LastWord().Match(text) is { Success: true } word
        && CommandStart.OptionName(word.Value.Trim()) is { } name
        && OptionTable.Find(name) is { TakesArgument: true };

    [GeneratedRegex(@"\\\s*\z")]
    private static partial Regex Backslash();

    [GeneratedRegex(@",\\\s*\z")]
    private static partial Regex CommaAndBackslash();

    [GeneratedRegex(@"(?<=\A\s*)\S+")]
    private static partial Regex LeadingWord();

    [GeneratedRegex(@"(?:\A|\s)\S+\s*\z")]
    private static partial Regex LastWord();

    /// <summary>Matches a line that can follow a comma within the value of an option.</summary>
    [GeneratedRegex(@"\A\s*[A-Za-z][\w.-]*(?:=|,|\s|\\|\z)")]
    private static partial Regex ValueGoesOn();
}
