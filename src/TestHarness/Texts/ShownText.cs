namespace TestHarness.Texts;

/// <summary>
/// The filter for all text of files, hosts and guests that is shown. Characters that a terminal, a browser or an XML reader would
/// obey, and characters that a person would not see, become escapes (<c>\x1b</c>, <c>\u202e</c>, <c>\U000e0041</c>).
/// </summary>
/// <remarks>
/// Escaped are control characters (C0, DEL, C1), unpaired surrogates, unassigned code points and noncharacters, line and
/// paragraph separators, and all invisible characters: Unicode's category Cf (bidirectional controls, zero width, tags, soft
/// hyphen), fillers, variation selectors. Three invisible characters are kept where writing needs them: U+200D between emoji;
/// U+200C and U+200D between letters of Arabic, Syriac and Indic scripts; U+FE0E and U+FE0F after a symbol or in a keycap. After
/// <see cref="TextFilter.MostMarks"/> combining marks on one character the next one is escaped. Carriage returns before a line
/// feed are dropped. A backslash stays as it is, so that showing a text twice changes nothing.
/// </remarks>
public static class ShownText
{
    /// <summary>
    /// The longest line that is shown, in UTF-16 code units; a longer line ends in a note that says how much was cut.
    /// </summary>
    public const int LongestLine = 16_384;

    /// <summary>Filters a text of several lines: line feeds and tabs are kept.</summary>
    public static string Block(string text) =>
        IsPlain(text, isOneLine: false) ? text : new TextFilter(isOneLine: false).Show(text);

    /// <summary>Filters a title, a name or a table cell: a line feed becomes a visible <c>\n</c>, a tab a blank.</summary>
    public static string Line(string text) =>
        IsPlain(text, isOneLine: true) ? text : new TextFilter(isOneLine: true).Show(text);

    private static bool IsPlain(string text, bool isOneLine)
    {
        var length = 0;
        foreach (var character in text)
        {
            length = character == '\n' ? 0 : length + 1;
            if (length > LongestLine || (character is not (>= ' ' and <= '~') && (isOneLine || character is not ('\n' or '\t'))))
                return false;
        }

        return true;
    }
}
