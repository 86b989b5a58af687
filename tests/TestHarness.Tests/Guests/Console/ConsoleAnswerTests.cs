using System.Security.Cryptography;
using System.Text;
using TestHarness.Guests.Console;

namespace TestHarness.Tests.Guests.Console;

[TestFixture]
internal sealed class ConsoleAnswerTests
{
    private const string KernelLine = "[   12.345678] sd 0:0:0:0: [sda] th-end 7 Attached\r\n";

    [Test]
    public void Reads_what_a_guest_prints()
    {
        var result = ConsoleAnswer.Read("7", Answer("hello\n", 3));
        Assert.That(result, Has.Property("ExitCode").EqualTo(3).And.Property("Output").EqualTo("hello\n"));
    }

    [Test]
    public void Reads_an_answer_with_a_kernel_message_at_any_place()
    {
        var answer = Answer("hello, this is more than one line of base64: " + new string('x', 100), 0);
        for (var place = 0; place <= answer.Length; place++)
        {
            var result = ConsoleAnswer.Read("7", answer.Insert(place, KernelLine));
            Assert.That(result?.Output, Does.StartWith("hello, "), $"the kernel's line comes after {answer[..place]}");
        }
    }

    [Test]
    public void A_character_that_is_lost_or_wrong_is_noticed()
    {
        var answer = Answer("hello", 0);
        for (var place = answer.IndexOf("th-begin", StringComparison.Ordinal); place < answer.Length - 2; place++)
        {
            Assert.That(Accepted(answer.Remove(place, 1)), Is.AnyOf(null, "hello"), $"without character {place}");
            var wrong = answer[place] == '#' ? '$' : '#';
            Assert.That(Accepted(answer[..place] + wrong + answer[(place + 1)..]), Is.AnyOf(null, "hello"), $"with a wrong character {place}");
        }
    }

    [Test]
    public void An_answer_to_another_script_is_not_taken() =>
        Assert.That(ConsoleAnswer.Read("8", Answer("hello", 0)), Is.Null);

    [Test]
    public void Half_an_answer_is_not_taken() =>
        Assert.That(ConsoleAnswer.Read("7", Answer("hello", 0)[..^60]), Is.Null);

    [Test]
    public void What_a_person_reads_has_no_answers() =>
        Assert.That(
            ConsoleAnswer.Remove($"boot\n{Answer("hello", 0)}more\n".Replace("\r", "", StringComparison.Ordinal)), Is.EqualTo("boot\nmore\n"));

    /// <summary>As a terminal shows it: with a carriage return before each newline.</summary>
    public static string Answer(string output, int exitCode, string id = "7")
    {
        var bytes = Encoding.UTF8.GetBytes(output);
        var lines = Convert.ToBase64String(bytes).Chunk(76).Select(chunk => $"{new string(chunk)}\r\n");
        return $"\r\nth-begin {id} {exitCode}\r\n{string.Concat(lines)}th-end {id} {Convert.ToHexStringLower(SHA256.HashData(bytes))}  -\r\n";
    }

    private static string? Accepted(string text) => ConsoleAnswer.Read("7", text)?.Output;
}
