using FsCheck;
using FsCheck.Fluent;
using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

/// <summary>Any words through <see cref="ShellQuote"/> to a real shell, here and behind a real sshd.</summary>
public sealed class ShellQuoteTests
{
    private const int WordsAtOnce = 40;

    /// <summary>What shells, ssh and programs make something of.</summary>
    private static readonly string[] Nasty =
    [
        "'", "\"", "\\", "$", "`", "$(id)", "`id`", "${IFS}", "$1", "!", "!!", "*", "?", "[", "{a,b}", "~", "~root",
        "#", "&", "&&", "|", ";", "<", ">", "(", ")",
        "\n", "\r\n", "\t", " ", "  ", "-", "--", "-o", "=", "%s", "\e[31m", "\u0001", "\u007f", "\u0085",
        "\u202e", "\ufeff", "é", "日本", "👩", "\ufffd", "a", "EOF", "0", "\\n",
    ];

    private static Arbitrary<string[]> Words()
    {
        var any = ArbMap.Default.ArbFor<string>().Generator
            .Where(word => word is not null && !word.Contains('\0', StringComparison.Ordinal) && !word.Any(char.IsSurrogate));
        var nasty = Gen.Elements(Nasty).ListOf().Select(parts => string.Concat(parts));
        return Gen.Frequency((1, any), (2, nasty)).ArrayOf(WordsAtOnce).ToArbitrary();
    }

    [Test]
    public async Task A_shell_reads_back_what_was_quoted()
    {
        await using var host = new LocalHost("local");

        Check(100, words => host.RunAsync(new Command("sh", "-c", Printing(words))));
    }

    [Test]
    public async Task A_shell_behind_sshd_reads_back_what_was_quoted()
    {
        await using var server = await SshServer.StartAsync();
        await using var host = new OpenSshHost("remote", server.Destination);

        Check(30, words => host.RunAsync(new Command("sh", "-c", Printing(words))));
    }

    [Test]
    public async Task A_program_behind_sshd_gets_its_words_unchanged()
    {
        await using var server = await SshServer.StartAsync();
        await using var host = new OpenSshHost("remote", server.Destination);

        Check(30, words => host.RunAsync(new Command("printf", ["%s\\0", .. words])));
    }

    [Test]
    public async Task Each_character_of_the_first_planes_is_read_back()
    {
        await using var host = new LocalHost("local");
        var words = Enumerable.Range(1, 0x2ff).Select(code => $"{(char)code}").ToArray();
        var result = await host.RunAsync(new Command("sh", "-c", Printing(words)));
        Assert.That(result.StandardOutput.Split('\0')[..^1], Is.EqualTo(words));
    }

    [TestCase("plain-word_1.2", ExpectedResult = "plain-word_1.2")]
    [TestCase("", ExpectedResult = "''")]
    [TestCase("it's", ExpectedResult = "'it'\\''s'")]
    public string Quotes_only_what_needs_it(string word) => ShellQuote.Word(word);

    [Test]
    public void Refuses_NUL() => Assert.That(() => ShellQuote.Word("a\0b"), Throws.ArgumentException);

    private static string Printing(string[] words) => ShellQuote.Join(["printf", "%s\\0", .. words]);

    private static void Check(int commands, Func<string[], Task<CommandResult>> run) => Prop.ForAll(Words(), words =>
        run(words).GetAwaiter().GetResult().StandardOutput == string.Concat(words.Select(word => word + '\0')))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(commands));
}
