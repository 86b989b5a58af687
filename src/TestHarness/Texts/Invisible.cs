using System.Globalization;
using System.Text;

namespace TestHarness.Texts;

/// <summary>The characters that control a display or are invisible, and the places where writing needs one of them.</summary>
internal static class Invisible
{
    private const int NonJoiner = 0x200c;
    private const int Joiner = 0x200d;
    private const int TextStyle = 0xfe0e;
    private const int EmojiStyle = 0xfe0f;
    private const int Keycap = 0x20e3;

    /// <summary>U+034F, fillers, inherent vowels and variation selectors, which Unicode has as marks and letters.</summary>
    private static readonly (int First, int Last)[] Ranges =
    [
        (0x034f, 0x034f), (0x115f, 0x1160), (0x17b4, 0x17b5), (0x180b, 0x180f), (0x3164, 0x3164), (0xfe00, 0xfe0f),
        (0xffa0, 0xffa0), (0x16fe4, 0x16fe4), (0xe0100, 0xe01ef),
    ];

    /// <summary>Returns whether <see cref="IsNeeded"/> can be true for the character.</summary>
    public static bool IsKept(char unit) => unit is (char)NonJoiner or (char)Joiner or (char)TextStyle or (char)EmojiStyle;

    /// <summary>Returns whether the character controls a display or is invisible.</summary>
    public static bool Contains(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format => true,
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        // Nobody knows how an unassigned code point or a noncharacter is displayed.
        UnicodeCategory.OtherNotAssigned => true,
        _ => Ranges.Any(range => rune.Value >= range.First && rune.Value <= range.Last),
    };

    /// <summary>Returns whether the character changes how its visible neighbours are written.</summary>
    public static bool IsNeeded(Rune rune, Rune before, Rune after) => rune.Value switch
    {
        Joiner => (IsEmoji(before) && IsSymbol(after)) || IsBetweenLetters(before, after),
        NonJoiner => IsBetweenLetters(before, after),
        TextStyle or EmojiStyle => IsSymbol(before) || (IsKey(before) && after.Value == Keycap),
        _ => false,
    };

    private static bool IsKey(Rune rune) => rune.Value is (>= '0' and <= '9') or '#' or '*';

    private static bool IsSymbol(Rune rune) =>
        !rune.IsAscii && Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol;

    private static bool IsEmoji(Rune rune) => IsSymbol(rune) || rune.Value is EmojiStyle or (>= 0x1f3fb and <= 0x1f3ff);

    /// <summary>
    /// Returns whether both neighbours are letters of Arabic, Syriac and related scripts (U+0600 to U+08FF), or of Devanagari to
    /// Sinhala (U+0900 to U+0DFF).
    /// </summary>
    private static bool IsBetweenLetters(Rune before, Rune after) =>
        IsOfJoiningScript(before) && !Contains(before) && IsOfJoiningScript(after) && Rune.IsLetter(after);

    private static bool IsOfJoiningScript(Rune rune) => rune.Value is >= 0x0600 and <= 0x0dff;
}
