using TestHarness.Cli.Terminals;

namespace TestHarness.Cli.Tests.Terminals;

public sealed class FoldedTextTests
{
    [TestCase("one two three", 7, "one two|three")]
    [TestCase("one two three", 13, "one two three")]
    [TestCase("one /a/long/path two", 5, "one|/a/long/path|two")]
    [TestCase("  one two", 6, "  one|    two")]
    [TestCase("", 5, "")]
    public void A_line_is_folded_at_blanks_and_a_long_word_stays_whole(string text, int width, string lines) =>
        Assert.That(string.Join('|', FoldedText.Lines(text, width, text.StartsWith(' ') ? 2 : 0)), Is.EqualTo(lines));

    [Test]
    public void Wide_characters_count_as_two_cells() =>
        Assert.That(FoldedText.Lines("漢字 漢字", 6), Is.EqualTo(new[] { "漢字", "漢字" }));
}
