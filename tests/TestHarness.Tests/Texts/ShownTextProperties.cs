using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TestHarness.Texts;

namespace TestHarness.Tests.Texts;

/// <summary>Any text, looked at with <see cref="TerminalMachine"/>.</summary>
[Parallelizable]
public sealed class ShownTextProperties
{
    private const int Cases = 20_000;

    /// <summary>
    /// UTF-16 code units of which terminals, browsers and XML readers are afraid, more often than chance has them.
    /// </summary>
    private static Gen<string> Texts()
    {
        var hostile = Gen.Elements(
            '\e', '\a', '\b', '\r', '\n', '\t', '\0', '\u007f', '\u0085', '\u009b', '\u009d', '[', ']', ';', 'P', '\\', 'm', '1',
            '\u200d', '\u200c', '\u202e', '\u2066', '\ufe0f', '\u20e3', '\u0301', '\ufeff', '\uffff', '\u2028',
            '\ud83d', '\udc69', '\udb40', '\udc41', '♂', 'ش', 'क', '्', 'a');
        var any = Gen.Choose(0, char.MaxValue).Select(value => (char)value);
        return Gen.Frequency((4, hostile), (1, any)).ListOf().Select(units => string.Concat(units));
    }

    [Test]
    public void Any_text_shows_without_a_control_sequence() => ForAny(text =>
        TerminalMachine.Obeyed(ShownText.Block(text)).Count == 0 && TerminalMachine.Obeyed(ShownText.Line(text)).Count == 0);

    [Test]
    public void A_line_is_one_line() => ForAny(text => !ShownText.Line(text).AsSpan().ContainsAny('\n', '\t', '\r'));

    [Test]
    public void Showing_a_text_twice_changes_nothing() => ForAny(text =>
        ShownText.Block(text) is var block && ShownText.Block(block) == block
        && ShownText.Line(text) is var line && ShownText.Line(line) == line);

    [Test]
    public void Any_text_shows_as_valid_Unicode() =>
        ForAny(text => new UTF8Encoding(false, true).GetByteCount(ShownText.Block(text)) >= 0);

    [Test]
    public void Nothing_disappears() => ForAny(text =>
        text.EnumerateRunes().Count() <= ShownText.Line(text).EnumerateRunes().Count() + text.Count(unit => unit == '\r'));

    [Test]
    public void Every_scalar_value_shows_as_itself_or_as_an_escape()
    {
        var wrong = new List<string>();
        for (var value = 0; value <= 0x10ffff; value++)
        {
            if (!Rune.TryCreate(value, out var rune))
                continue;
            var shown = ShownText.Block($"a{rune}b");
            var isWrong = TerminalMachine.Obeyed(shown).Count > 0 || TerminalMachine.Unseen(shown).Any()
                || (shown != $"a{rune}b" && !shown.Contains($"{value:x2}", StringComparison.Ordinal));
            if (isWrong)
                wrong.Add($"U+{value:X4}");
        }

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Every_unpaired_surrogate_shows_as_an_escape() => Assert.That(
        Enumerable.Range(0xd800, 0x800).Where(value => ShownText.Line($"{(char)value}") != $"\\u{value:x4}"), Is.Empty);

    [TestCase("\e[31m", ExpectedResult = "ESC")]
    [TestCase("\u009b31m", ExpectedResult = "9b")]
    [TestCase("\e]52;c;AAAA\a", ExpectedResult = "ESC string")]
    [TestCase("\ePq\e\\", ExpectedResult = "ESC ESC")]
    [TestCase("\u0090q", ExpectedResult = "90 unfinished String")]
    [TestCase("a\bb\rc", ExpectedResult = "08 0d")]
    [TestCase("plain\n\ttext", ExpectedResult = "")]
    public string The_terminal_of_these_tests_obeys(string text) => string.Join(' ', TerminalMachine.Obeyed(text));

    private static void ForAny(Func<string, bool> holds) =>
        Prop.ForAll(Texts().ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithEndSize(60));
}
