using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Qemu.CommandLine.Syntax;

namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>Reads a line that sets variables and runs nothing, as in <c>DISK=/images/a.qcow2</c>.</summary>
/// <param name="Settings">The names and values; a value is null when a shell would have to run a command for it.</param>
/// <param name="IsOfCommand">Whether a backslash joins the line to a command, for which alone the variables are set.</param>
/// <param name="End">The index of the line after it.</param>
internal sealed partial record Assignments(
    ImmutableArray<(string Name, string? Value)> Settings, bool IsOfCommand, int End)
{
    private const int MostLines = 100;

    /// <summary>Reads the line of an index.</summary>
    /// <returns>The assignments; null when the line is another one.</returns>
    public static Assignments? Read(
        ImmutableArray<PastedLine> lines, int index, IReadOnlyDictionary<string, string> variables)
    {
        if (Lead().Match(lines[index].Text) is not { Success: true } lead)
            return null;
        var first = lines[index].From(lead.Length);
        var pieces = new List<(string Joint, PastedLine Line)> { ("", first) };
        var end = index + 1;
        var most = Math.Min(lines.Length, index + MostLines);
        for (var open = QuoteScan.After(first.Text, null); open is not null && end < most; end++)
        {
            pieces.Add(("\n", lines[end]));
            open = QuoteScan.After(lines[end].Text, open);
        }

        var text = CommandText.Of(pieces);
        var isOfCommand = Backslash().IsMatch(text.Text);
        var settings = Split(text, variables);
        return settings.IsEmpty ? null : new Assignments(settings, isOfCommand, end);
    }

    private static ImmutableArray<(string Name, string? Value)> Split(
        CommandText text, IReadOnlyDictionary<string, string> variables)
    {
        var known = new Dictionary<string, string>(variables);
        var settings = ImmutableArray.CreateBuilder<(string Name, string? Value)>();
        foreach (var part in Separated(text.Text))
        {
            if (Words(part, text, known) is not { } words)
                return settings.ToImmutable().Add((Name().Match(part.TrimStart()).Value, null));
            foreach (var word in words)
            {
                if (Setting().Match(word) is not { Success: true } setting)
                    return [];
                var name = setting.Groups["name"].Value;
                var value = (setting.Groups["more"].Success ? known.GetValueOrDefault(name) : "") + setting.Groups["value"].Value;
                settings.Add((name, value));
                known[name] = value;
            }
        }

        return settings.ToImmutable();
    }

    /// <summary>Splits a part into words; a value is quoted, because a shell does not split it at blanks.</summary>
    /// <returns>The words; null when a value needs a shell. A command that uses the variable is refused for it.</returns>
    private static IEnumerable<string>? Words(string part, CommandText text, Dictionary<string, string> known)
    {
        try
        {
            var quoted = UnquotedValue().Replace(part, "\"$1\"");
            return ShellWords.Split(quoted, new PastedShell(text.Position, known, _ => { })).Select(word => word.Text);
        }
        catch (HarnessException)
        {
            // The value is a command substitution, an array or the like.
            return null;
        }
    }

    private static string[] Separated(string text) => Semicolon().Split(text);

    /// <summary>Matches a prompt and the words of a shell before the first assignment.</summary>
    [GeneratedRegex("""
        \A\s*(?:[^=`'"]{0,60}[#$%>]\s+)?(?:(?:export|readonly|local|declare(?:\s-\w+)*)\s+)?(?=[A-Za-z_]\w*\+?=\S)
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Lead();

    [GeneratedRegex(@"\A(?<name>[A-Za-z_]\w*)(?<more>\+)?=(?<value>.*)\z", RegexOptions.Singleline)]
    private static partial Regex Setting();

    [GeneratedRegex(@"(?<==)((?:\$\w+|\$\{\w+\})[^\s'""`;]*)")]
    private static partial Regex UnquotedValue();

    [GeneratedRegex(@"\A[A-Za-z_]\w*")]
    private static partial Regex Name();

    [GeneratedRegex(@";\s*(?=[A-Za-z_]\w*\+?=)|;\s*\z")]
    private static partial Regex Semicolon();

    [GeneratedRegex(@"\\\s*\z")]
    private static partial Regex Backslash();
}
