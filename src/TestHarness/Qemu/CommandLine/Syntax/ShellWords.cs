using System.Text;
using System.Text.RegularExpressions;
using TestHarness.Failures;

namespace TestHarness.Qemu.CommandLine.Syntax;

/// <summary>
/// Splits a command line as a POSIX shell would, and repairs the damage of pasting into a bug report: a prompt, blanks after a
/// backslash at the end of a line, lines that have lost their backslash, no-break spaces and dashes of the wrong width.
/// </summary>
internal sealed partial class ShellWords
{
    private readonly string _text;
    private readonly PastedShell? _paste;
    private readonly List<Word> _words = [];
    private readonly StringBuilder _word = new();
    private int _at;
    private int? _start;

    private ShellWords(string text, PastedShell? paste = null) => (_text, _paste) = (text, paste);

    /// <summary>Splits a text into words.</summary>
    /// <exception cref="HarnessException">Class config: an open quote, or shell syntax other than words.</exception>
    public static List<Word> Split(string text) => new ShellWords(text) { _at = Prompt().Match(text).Length }.ReadAll();

    /// <summary>
    /// Splits the text of a paste into words. Variables get the values that are given, and redirections are removed; no value is
    /// read as shell syntax, and no command is run.
    /// </summary>
    /// <exception cref="HarnessException">
    /// Class config: an open quote, a command substitution, a variable without a value, or a placeholder.
    /// </exception>
    public static List<Word> Split(string text, PastedShell paste) => new ShellWords(text, paste).ReadAll();

    private List<Word> ReadAll()
    {
        for (SkipBlanks(); _at < _text.Length; SkipBlanks())
            ReadWord();
        return _words;
    }

    private void ReadWord()
    {
        while (_at < _text.Length
            && !char.IsWhiteSpace(_text[_at])
            && Continuation() is not { Separates: true }
            && !IsLastAmpersand())
            ReadPart();
        EndWord();
    }

    private void EndWord()
    {
        if (_start is { } start)
            _words.Add(new Word(_word.ToString(), Position(start)));
        _word.Clear();
        _start = null;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length)
        {
            if (char.IsWhiteSpace(_text[_at]))
                _at++;
            else if (Continuation() is { } continuation)
                _at += continuation.Length;
            else if (_text[_at] == '#')
                _at = _text.IndexOf('\n', _at) is var end and >= 0 ? end : _text.Length;
            else
                return;
        }
    }

    private void ReadPart()
    {
        if (Continuation() is { } continuation)
        {
            _at += continuation.Length;
            return;
        }

        var isFirst = _start is null;
        if (_paste is not null && (SkipRedirection(isFirst) || SkipRest() || Expand(isQuoted: false)))
            return;
        _start ??= _at;
        switch (_text[_at])
        {
            case '\'':
                ReadSingleQuoted();
                break;
            case '"':
                ReadDoubleQuoted();
                break;
            case '\\':
                _word.Append(_text[_at + 1]);
                _at += 2;
                break;
            case '–' or '—' or '−' when isFirst:
                _word.Append('-');
                _at++;
                break;
            case '|' or '&' or ';' or '<' or '>' or '(' or ')':
                throw Problem(_at, $"'{_text[_at]}' is shell syntax; give the QEMU command alone, or quote the character");
            default:
                Append();
                break;
        }
    }

    private void ReadSingleQuoted()
    {
        var end = _text.IndexOf('\'', _at + 1);
        if (end < 0)
            throw Problem(_at, "a single quote is opened and not closed");
        _word.Append(_text, _at + 1, end - _at - 1);
        _at = end + 1;
    }

    private void ReadDoubleQuoted()
    {
        var open = _at++;
        while (_at < _text.Length && _text[_at] != '"')
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length && _text[_at + 1] is '"' or '\\' or '$' or '`' or '\n')
            {
                if (_text[_at + 1] != '\n')
                    _word.Append(_text[_at + 1]);
                _at += 2;
            }
            else if (!Expand(isQuoted: true))
            {
                Append();
            }
        }

        if (_at++ >= _text.Length)
            throw Problem(open, "a double quote is opened and not closed");
    }

    private void Append()
    {
        if (Substitution().IsMatch(_text, _at))
            throw Problem(_at, "a command substitution is not run; write what the command prints, or quote the text with '");
        if (Expansion().IsMatch(_text, _at))
            throw Problem(_at, "the shell would put a value in here; write the value itself, or quote the text with '");
        _word.Append(_text[_at++]);
    }

    /// <summary>
    /// Matches a backslash that ends its line; with blanks after it, or at the end of the text, it also ends a word.
    /// </summary>
    private (int Length, bool Separates)? Continuation() =>
        LineEnd().Match(_text, _at) is { Success: true } match
            ? (match.Length, match.Length > 2 || !match.Value.EndsWith('\n'))
            : null;

    private bool IsLastAmpersand()
    {
        if (_text[_at] != '&' || !string.IsNullOrWhiteSpace(_text[(_at + 1)..]))
            return false;
        _at = _text.Length;
        return true;
    }

    private HarnessException Problem(int at, string problem) =>
        new(FailureClass.Config, $"the QEMU command line cannot be read at {Position(at)}: {problem}");

    private string Position(int at)
    {
        if (_paste is not null)
            return _paste.Position(at);
        var before = _text.AsSpan(0, at);
        return $"line {before.Count('\n') + 1}, column {at - before.LastIndexOf('\n')}";
    }

    [GeneratedRegex(@"\A\s*(?:\[[^\]\n]*\]|[\w.-]+@[^\s#$]+|\w+-[\d.]+)?[#$]\s+")]
    private static partial Regex Prompt();

    [GeneratedRegex(@"\G\\[^\S\n]*(?:\n|\z)")]
    private static partial Regex LineEnd();

    [GeneratedRegex(@"\G(?:\$[\w({?@*])")]
    private static partial Regex Expansion();

    [GeneratedRegex(@"\G(?:\$\(|`)")]
    private static partial Regex Substitution();
}
