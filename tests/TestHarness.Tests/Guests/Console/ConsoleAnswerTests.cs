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
    public void Characters_that_are_lost_are_noticed()
    {
        var answer = Answer("hello", 0);
        var output = answer.IndexOf("aGVsbG8=", StringComparison.Ordinal);
        for (var length = 1; length <= 8; length++)
        {
            for (var place = output; place + length <= output + 8; place++)
                Assert.That(ConsoleAnswer.Read("7", answer.Remove(place, length))?.Output, Is.AnyOf(null, "hello"), $"without {length} from {place} on");
        }
    }

    [Test]
    public void An_answer_to_another_script_is_not_taken() =>
        Assert.That(ConsoleAnswer.Read("8", Answer("hello", 0)), Is.Null);

    [Test]
    public void Half_an_answer_is_not_taken() =>
        Assert.That(ConsoleAnswer.Read("7", Answer("hello", 0)[..^4]), Is.Null);

    [Test]
    public void What_a_person_reads_has_no_answers() =>
        Assert.That(
            ConsoleAnswer.Remove($"boot\n{Answer("hello", 0)}more\n".Replace("\r", "", StringComparison.Ordinal)), Is.EqualTo("boot\nmore\n"));

    /// <summary>As a terminal shows it: with a carriage return before each newline.</summary>
    public static string Answer(string output, int exitCode, string id = "7")
    {
        var bytes = Encoding.UTF8.GetBytes(output);
        var lines = Convert.ToBase64String(bytes).Chunk(76).Select(chunk => $"{new string(chunk)}\r\n");
        return $"\r\nth-begin {id} {exitCode}\r\n{string.Concat(lines)}th-end {id} {bytes.Length}\r\n";
    }
}
