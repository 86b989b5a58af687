using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>Finds a command in a paste without a known name of QEMU: options alone, or a program of the reporter's own.</summary>
internal static partial class BareCommand
{
    /// <summary>Finds the command in the first line that has text.</summary>
    /// <returns>The index of the line and the start; null when that line is not a command.</returns>
    public static (int Index, CommandStart Start)? Find(ImmutableArray<PastedLine> lines)
    {
        var index = lines.TakeWhile(line => line.IsBlank).Count();
        if (index == lines.Length)
            return null;
        var words = WordText().Matches(lines[index].Text).ToArray();
        var first = words.TakeWhile(word => ShellPrompt.IsPrompt(word.Value)).Count();
        if (first == words.Length)
            return null;
        var isOptions = CommandStart.IsOption(words[first].Value);
        var isProgram = first + 1 < words.Length
            && words[first].Value.Contains('/', StringComparison.Ordinal)
            && CommandStart.IsOption(words[first + 1].Value);
        return isOptions || isProgram
            ? (index, new CommandStart(lines[index], words[first].Index, new CommandLead([], [], false, false), null))
            : null;
    }

    [GeneratedRegex(@"\S+")]
    private static partial Regex WordText();
}
