using System.Buffers;
using System.Globalization;
using System.Text;

namespace TestHarness.Texts;

/// <summary>Filters one text by the rules of <see cref="ShownText"/>, character by character.</summary>
internal sealed class TextFilter(bool isOneLine)
{
    /// <summary>The largest number of combining marks on one character; Hebrew and Tibetan need four or five.</summary>
    public const int MostMarks = 8;

    /// <summary>The room for the note at the end of a line that was cut, in UTF-16 code units.</summary>
    private const int NoteLength = 40;

    private readonly StringBuilder _shown = new();
    private Rune _before;
    private int _marks;
    private int _returns;
    private int _lineStart;

    /// <summary>Returns the text with its unsafe characters as escapes.</summary>
    public string Show(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var isValid = Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length) == OperationStatus.Done;
            at += length;
            if (!isValid)
                Escape(text[at - length]);
            else
                Add(rune, at < text.Length && Rune.TryGetRuneAt(text, at, out var next) ? next : default);
        }

        ShowReturns();
        CutLine();
        return _shown.ToString();
    }

    private void Add(Rune rune, Rune next)
    {
        if (rune.Value == '\r')
            _returns++;
        else if (rune.Value == '\n')
            EndLine();
        else
            AddToLine(rune, next);
    }

    private void AddToLine(Rune rune, Rune next)
    {
        ShowReturns();
        if (rune.Value == '\t')
            Keep(isOneLine ? new Rune(' ') : rune);
        else if (IsMark(rune) ? _marks < MostMarks && IsVisible(rune, next) : IsVisible(rune, next))
            Keep(rune);
        else
            Escape(rune.Value);
    }

    private bool IsVisible(Rune rune, Rune next) => !Invisible.Contains(rune) || Invisible.IsNeeded(rune, _before, next);

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private void EndLine()
    {
        _returns = 0;
        if (isOneLine)
        {
            Append("\\n");
            return;
        }

        CutLine();
        _shown.Append('\n');
        _lineStart = _shown.Length;
        (_before, _marks) = (default, 0);
    }

    private void Keep(Rune rune)
    {
        _marks = IsMark(rune) ? _marks + 1 : 0;
        _before = rune;
        Span<char> units = stackalloc char[2];
        _shown.Append(units[..rune.EncodeToUtf16(units)]);
    }

    private void Escape(int value)
    {
        ShowReturns();
        Append(value switch
        {
            <= 0xff => string.Create(CultureInfo.InvariantCulture, $"\\x{value:x2}"),
            <= 0xffff => string.Create(CultureInfo.InvariantCulture, $"\\u{value:x4}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"\\U{value:x8}"),
        });
    }

    /// <summary>Shows the carriage returns that no line feed follows: they would let a terminal overwrite the line.</summary>
    private void ShowReturns()
    {
        for (; _returns > 0; _returns--)
            Append("\\x0d");
    }

    private void Append(string plain)
    {
        _shown.Append(plain);
        (_before, _marks) = (new Rune(plain[^1]), 0);
    }

    private void CutLine()
    {
        var length = _shown.Length - _lineStart;
        if (length <= ShownText.LongestLine)
            return;

        var kept = ShownText.LongestLine - NoteLength;
        // A character that was kept because of the character after it would stand alone.
        while (char.IsHighSurrogate(_shown[_lineStart + kept - 1]) || Invisible.IsKept(_shown[_lineStart + kept - 1]))
            kept--;
        _shown.Length = _lineStart + kept;
        _shown.Append(CultureInfo.InvariantCulture, $"… ({length - kept} more characters)");
    }
}
