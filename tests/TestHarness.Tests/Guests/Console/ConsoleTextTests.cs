using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Guests.Console;

namespace TestHarness.Tests.Guests.Console;

[TestFixture]
internal sealed class ConsoleTextTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private static readonly string Block = string.Concat(Enumerable.Repeat("a line of the flood\n", 800));

    [Test]
    public void The_last_characters_are_kept_by_their_positions()
    {
        var text = Flooded();
        var position = text.Length;

        text.Append("the end\n");

        Assert.That(position, Is.EqualTo(500L * Block.Length));
        Assert.That(text.From(position), Is.EqualTo("the end\n"));
        Assert.That(text.From(0).Length, Is.InRange(ConsoleText.Window, 2 * ConsoleText.Window));
        Assert.That(text.From(0), Does.EndWith("flood\nthe end\n"));
    }

    [Test]
    public async Task A_line_in_a_flood_is_found_although_it_is_dropped_at_once()
    {
        var text = new ConsoleText();
        var wait = WaitAsync(text, "wanted\n");

        text.Append("this is wan");
        text.Append("ted\n");
        for (var count = 0; count < 500; count++)
            text.Append(Block);

        await wait;
    }

    [Test]
    public async Task A_line_that_came_before_the_wait_is_found()
    {
        var text = new ConsoleText();
        text.Append("wanted\n");

        await WaitAsync(text, "wanted\n");
    }

    [Test]
    public async Task A_wait_from_a_position_that_is_dropped_says_so()
    {
        var text = Flooded();
        var missed = text.Length - text.From(0).Length;

        var failure = (await Assert.ThrowsAsync<HarnessException>(
            () => WaitAsync(text, "wanted\n", TimeSpan.FromMilliseconds(1))))!;

        Assert.That(failure.Message, Does.StartWith(
            $"[guest-health] a test: no answer within 0 s (the first {missed} characters after the start of the wait were not " +
            "read: "
            + "the guest printed more than the 1048576 characters that are kept); the console's last lines: "));
    }

    [Test]
    public async Task A_closed_console_ends_waits_before_and_after()
    {
        var text = new ConsoleText();
        var before = WaitAsync(text, "wanted\n");

        text.Close("the port was closed");

        foreach (var wait in new[] { before, WaitAsync(text, "wanted\n") })
        {
            Assert.That((await Assert.ThrowsAsync<HarnessException>(() => wait))!.Message, Is.EqualTo(
                "[guest-health] a test: the port was closed; the console's last lines: "));
        }
    }

    private static Task WaitAsync(ConsoleText text, string pattern, TimeSpan? timeout = null) =>
        text.ReadAsync(new ConsolePattern(new Regex(pattern)), 0, timeout ?? Soon, "a test", CancellationToken.None);

    private static ConsoleText Flooded()
    {
        var text = new ConsoleText();
        for (var count = 0; count < 500; count++)
            text.Append(Block);
        return text;
    }
}
