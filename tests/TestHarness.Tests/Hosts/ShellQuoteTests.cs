using FsCheck;
using FsCheck.Fluent;
using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

public sealed class ShellQuoteTests
{
    [Test]
    public async Task A_shell_reads_back_what_was_quoted()
    {
        await using var host = new LocalHost("local");
        var words = ArbMap.Default.ArbFor<string>().Generator
            .Where(word => word is not null && !word.Contains('\0', StringComparison.Ordinal) && !word.Any(char.IsSurrogate))
            .ArrayOf().ToArbitrary();

        Prop.ForAll(words, nasty =>
        {
            var line = ShellQuote.Join(["printf", "%s\\0", .. nasty]);
            var result = host.RunAsync(new Command("sh", "-c", line)).GetAwaiter().GetResult();
            return nasty.Length == 0 || result.StandardOutput == string.Concat(nasty.Select(word => word + '\0'));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    [TestCase("plain-word_1.2", ExpectedResult = "plain-word_1.2")]
    [TestCase("", ExpectedResult = "''")]
    [TestCase("it's", ExpectedResult = "'it'\\''s'")]
    public string Quotes_only_what_needs_it(string word) => ShellQuote.Word(word);

    [Test]
    public void Refuses_NUL() => Assert.That(() => ShellQuote.Word("a\0b"), Throws.ArgumentException);
}
