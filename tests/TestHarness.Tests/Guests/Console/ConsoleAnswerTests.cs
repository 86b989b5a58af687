using System.Security.Cryptography;
using System.Text;
using TestHarness.Failures;
using TestHarness.Guests;
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
                Assert.That(
                    ConsoleAnswer.Read("7", answer.Remove(place, length))?.Output, Is.AnyOf(null, "hello"),
                    $"without {length} from {place} on");
        }
    }

    [Test]
    public void An_answer_to_another_script_is_not_taken() =>
        Assert.That(ConsoleAnswer.Read("8", Answer("hello", 0)), Is.Null);

    [Test]
    public void Half_an_answer_is_not_taken() =>
        Assert.That(ConsoleAnswer.Read("7", Answer("hello", 0)[..^4]), Is.Null);

    [Test]
    public void The_console_log_has_no_answers() =>
        Assert.That(
            ConsoleAnswer.Remove($"boot\n{Answer("hello", 0)}more\n".Replace("\r", "", StringComparison.Ordinal)),
            Is.EqualTo("boot\nmore\n"));

    [Test]
    public void A_person_does_not_read_an_answer_that_was_sent_again() =>
        Assert.That(
            ConsoleAnswer.Remove(
                $"boot\n{Answer("hello", 0, mark: ConsoleAnswer.Mark)}more\n".Replace("\r", "", StringComparison.Ordinal)),
            Is.EqualTo("boot\nmore\n"));

    [TestCase("y\r\n")]
    [TestCase("no newline at the end")]
    [TestCase("aGVsbG8\r\n")]
    [TestCase("[   12.345678] kernel\r\n")]
    public void A_marked_answer_is_read_among_what_other_processes_write(string foreign)
    {
        var lines = Answer(new string('x', 500), 0, mark: ConsoleAnswer.Mark).Split("\r\n");
        var text = string.Concat(lines.Select(line => $"{foreign}{line}\r\n"));

        Assert.That(ConsoleAnswer.Read("7", text, isMarked: true)?.Output, Is.EqualTo(new string('x', 500)));
    }

    [Test]
    public void An_answer_in_pieces_is_read_as_one()
    {
        var answer = new ConsoleAnswer("7", isMarked: false);
        var text = Answer("hello\n", 3);

        Assert.That(
            text.Select(letter => answer.Take([letter])), Is.EqualTo(text.Select((_, index) => index == text.Length - 1)));
        Assert.That(answer.Result, Is.EqualTo(new ShellResult(3, "hello\n")));
    }

    [Test]
    public void An_answer_that_the_guest_has_cut_reports_how_much_is_missing()
    {
        var text = Answer(new string('x', ConsoleAnswer.MaxBytes), 0).Replace(
            $"th-end 7 {ConsoleAnswer.MaxBytes} ", $"th-end 7 {ConsoleAnswer.MaxBytes + 12} ", StringComparison.Ordinal);

        var result = ConsoleAnswer.Read("7", text)!;

        Assert.That((result.Output.Length, result.BytesCut), Is.EqualTo((ConsoleAnswer.MaxBytes, 12)));
        Assert.That(result.OrThrowIfCut, Throws.TypeOf<HarnessException>().With.Message.EqualTo(
            "[guest-health] the script printed too much: the last 12 bytes of its output were not taken"));
    }

    [Test]
    public void Characters_that_are_changed_are_noticed()
    {
        var answer = Answer("hello", 0);
        var output = answer.IndexOf("aGVsbG8=", StringComparison.Ordinal);
        for (var place = output; place < output + 7; place++)
        {
            var changed = answer.Remove(place, 1).Insert(place, answer[place] == 'A' ? "B" : "A");
            Assert.That(ConsoleAnswer.Read("7", changed), Is.Null, $"with the letter at {place - output} changed");
        }
    }

    [Test]
    public void A_changed_exit_code_is_noticed() => Assert.That(
        ConsoleAnswer.Read("7", Answer("hello", 3).Replace("th-begin 7 3", "th-begin 7 0", StringComparison.Ordinal)), Is.Null);

    private static string Sum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>As a terminal shows it: with a carriage return before each newline.</summary>
    public static string Answer(string output, int exitCode, string id = "7", string mark = "")
    {
        var bytes = Encoding.UTF8.GetBytes(output);
        var lines = Convert.ToBase64String(bytes).Chunk(76).Select(chunk => $"{mark}{new string(chunk)}\r\n");
        return $"\r\nth-begin {id} {exitCode}\r\n{string.Concat(lines)}th-end {id} {bytes.Length} {exitCode} {Sum(bytes)}\r\n";
    }
}
