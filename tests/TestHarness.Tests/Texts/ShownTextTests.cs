using TestHarness.Texts;

namespace TestHarness.Tests.Texts;

public sealed class ShownTextTests
{
    [TestCase("plain text", "plain text")]
    [TestCase("\e[31mred\e[0m", @"\x1b[31mred\x1b[0m")]
    [TestCase("\e]8;;http://x\aclick\e]8;;\a", @"\x1b]8;;http://x\x07click\x1b]8;;\x07")]
    [TestCase("\e]52;c;AAAA\e\\", @"\x1b]52;c;AAAA\x1b\")]
    [TestCase("\eP1$r\u009c\u009b2J\u009d0;t\u007f", @"\x1bP1$r\x9c\x9b2J\x9d0;t\x7f")]
    [TestCase("user\u202enimda\u202c \u2066x\u2069 \u200e\u061c", @"user\u202enimda\u202c \u2066x\u2069 \u200e\u061c")]
    [TestCase("pass\u200bed\u2060\ufeff\u00ad", @"pass\u200bed\u2060\ufeff\xad")]
    [TestCase("\U000e0041\U000e007f", @"\U000e0041\U000e007f")]
    [TestCase("a\u2028b\u2029c\u0085d", @"a\u2028b\u2029c\x85d")]
    [TestCase("\ufdd0\uffff\U0010fffe", @"\ufdd0\uffff\U0010fffe")]
    [TestCase("blank\u3164\u115f\uffa0\u034f", @"blank\u3164\u115f\uffa0\u034f")]
    [TestCase("p\ufe0fassed \U000e0100", @"p\ufe0fassed \U000e0100")]
    [TestCase("100 % done\rfailed", @"100 % done\x0dfailed")]
    [TestCase("dos\r\nline\r\r\nend\r", "dos\nline\nend\\x0d")]
    [TestCase("backslash \\x1b stays", @"backslash \x1b stays")]
    public void A_block_shows_what_a_terminal_would_obey_as_escapes(string text, string shown) =>
        Assert.That(ShownText.Block(text), Is.EqualTo(shown));

    [TestCase("Grüße, žluťoučký, 日本語, עברית")]
    [TestCase("می\u200cخواهم")]
    [TestCase("क्\u200dष")]
    [TestCase("👩\u200d💻 ❤\ufe0f\u200d🔥 👩🏽\u200d🚒 1\ufe0f\u20e3")]
    [TestCase("e\u0301 \u05e9\u05c1\u05b8\u0591")]
    public void Ordinary_writing_is_shown_as_it_is(string text) => Assert.That(ShownText.Line(text), Is.EqualTo(text));

    [TestCase("one\ntwo\r\nthree\tfour", @"one\ntwo\nthree four")]
    [TestCase("title\n\n3 passed, 0 failed", @"title\n\n3 passed, 0 failed")]
    public void A_line_shows_line_feeds_and_blanks_tabs(string text, string shown) =>
        Assert.That(ShownText.Line(text), Is.EqualTo(shown));

    [TestCase('\ud800')]
    [TestCase('\udfff')]
    public void An_unpaired_surrogate_is_an_escape(char surrogate) =>
        Assert.That(ShownText.Line($"a{surrogate}b"), Is.EqualTo($"a\\u{(int)surrogate:x4}b"));

    [Test]
    public void A_joiner_where_nothing_is_joined_is_an_escape() =>
        Assert.That(ShownText.Line("a\u200db \u200d👩 ش\u200c"), Is.EqualTo(@"a\u200db \u200d👩 ش\u200c"));

    [Test]
    public void A_flood_of_combining_marks_does_not_pile_up()
    {
        var shown = ShownText.Line($"a{new string('\u0301', 20)}");
        Assert.That(shown, Is.EqualTo($"a{new string('\u0301', 8)}\\u0301{new string('\u0301', 8)}\\u0301\u0301\u0301"));
    }

    [Test]
    public void A_long_line_is_cut_and_says_how_much_is_missing()
    {
        var shown = ShownText.Block($"first\n{new string('x', 100_000)}\nlast").Split('\n');
        Assert.Multiple(() =>
        {
            Assert.That((shown[0], shown[2]), Is.EqualTo(("first", "last")));
            Assert.That(shown[1], Has.Length.AtMost(ShownText.LongestLine).And.EndsWith("x… (83656 more characters)"));
        });
    }

    [Test]
    public void A_cut_never_leaves_half_a_character_or_half_a_pair([Range(0, 3)] int shift)
    {
        var text = new string('x', shift) + string.Concat(Enumerable.Repeat("👩\u200d💻", 10_000));
        var shown = ShownText.Line(text);
        Assert.That(ShownText.Line(shown), Is.EqualTo(shown));
    }

    [Test]
    public void A_secret_is_replaced_before_the_text_is_shown()
    {
        var outlet = new TextOutlet(text => text.Replace("se\u200bcret", "[secret X]", StringComparison.Ordinal));
        Assert.That(outlet.Line("a se\u200bcret\n"), Is.EqualTo(@"a [secret X]\n"));
    }
}
