using System.Text.RegularExpressions;

namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>Recognises the text before a command that is a shell's prompt, or that introduces the command.</summary>
internal static partial class ShellPrompt
{
    /// <summary>Returns whether a text is a prompt of any shell: it is short and ends in <c>#</c> or the like.</summary>
    public static bool IsPrompt(string text) => text.Length <= 100 && Prompt().IsMatch(text);

    /// <summary>Returns whether a text is a prompt that waits for a command: nothing follows the mark.</summary>
    public static bool IsIdle(string text) => IsPrompt(text.Trim()) && text.Trim().Length > 1;

    /// <summary>Returns whether a text introduces a command: a label, or the number or mark of an item of a list.</summary>
    public static bool IsIntroduction(string text) => Introduction().IsMatch(text);

    /// <summary>
    /// Matches <c>root@h:~#</c>, <c>[u@h ~]$</c>, <c>srv1$</c>, <c>host&gt;</c>, <c>12:34:56 u@h %</c>, <c>+</c> of
    /// <c>set -x</c>. A word that begins with a dash, or that sets a variable, is not a part of a prompt.
    /// </summary>
    [GeneratedRegex(@"\A(?!.*(?:^|\s)-\w)(?:[^=`'""]*[^=`'""\s-])?\s*(?:[#$%>❯➜»λ]|\A\++)\s*\z")]
    private static partial Regex Prompt();

    [GeneratedRegex(@"\A(?:.*:|\(?\w{1,3}[.)]|[-*•]|.*->|.*=>)\s*\z")]
    private static partial Regex Introduction();
}
