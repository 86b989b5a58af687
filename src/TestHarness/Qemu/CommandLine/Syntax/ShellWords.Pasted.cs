using System.Text.RegularExpressions;

namespace TestHarness.Qemu.CommandLine.Syntax;

internal sealed partial class ShellWords
{
    /// <summary>The greatest length of all values of variables in a text.</summary>
    private const int MostOfValues = 1 << 16;

    private int _ofValues;

    /// <summary>Skips a redirection; a descriptor's number before it counts at the start of a word alone.</summary>
    /// <exception cref="Failures.HarnessException">Class config: a placeholder such as <c>&lt;uuid&gt;</c> is there.</exception>
    private bool SkipRedirection(bool isFirst)
    {
        if (Placeholder().Match(_text, _at) is { Success: true } placeholder)
            throw Problem(_at, $"'{placeholder.Value}' stands for a value that was left out; write the value itself");
        var match = Redirection().Match(_text, _at);
        if (!match.Success || (!isFirst && char.IsAsciiDigit(_text[_at])))
            return false;
        _paste!.Removed($"the redirection {match.Value}");
        EndWord();
        _at += match.Length;
        return true;
    }

    /// <summary>Skips the rest of the text after the end of the command: <c>&amp;</c>, <c>;</c> or a pipe.</summary>
    private bool SkipRest()
    {
        if (_text[_at] is not ('&' or ';' or '|'))
            return false;
        var rest = _text[_at..].Trim();
        _paste!.Removed(rest.Length == 1 ? $"the '{rest}' at the end" : $"the rest of the line, which is not QEMU's: {rest}");
        EndWord();
        _at = _text.Length;
        return true;
    }

    /// <summary>Replaces a variable by its value, which a shell splits at blanks when it is not quoted.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the variable has no value, or values are too long.</exception>
    private bool Expand(bool isQuoted)
    {
        if (_paste is null || Variable().Match(_text, _at) is not { Success: true } match)
            return false;
        var name = match.Groups["name"].Value;
        if (!_paste.Variables.TryGetValue(name, out var value))
            throw Problem(_at, $"the variable '{match.Value}' has no value in the text; write the value in its place");
        _ofValues += value.Length;
        if (_ofValues > MostOfValues)
            throw Problem(_at, $"the values of variables have more than {MostOfValues} characters");

        var start = _at;
        _at += match.Length;
        if (isQuoted)
        {
            _word.Append(value);
            return true;
        }

        var fields = value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var index = 0; index < fields.Length; index++)
        {
            if (index > 0)
                EndWord();
            _start ??= start;
            _word.Append(fields[index]);
        }

        return true;
    }

    [GeneratedRegex(@"\G<[A-Za-z][\w .:/-]{0,60}>")]
    private static partial Regex Placeholder();

    [GeneratedRegex("""
        \G(?:[0-9]{1,2}|&)?(?:<>|>>|>\||>|<)
        (?:&(?:[0-9]{1,2}-?|-)|[^\S\n]*(?:"(?:[^"`$]|\$(?!\())*"|'[^']*'|(?:[^\s;&|<>()$`'"\\]|\$(?!\())+))
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Redirection();

    [GeneratedRegex(@"\G\$(?:(?<name>[A-Za-z_]\w*)|\{(?<name>[A-Za-z_]\w*)\})")]
    private static partial Regex Variable();
}
