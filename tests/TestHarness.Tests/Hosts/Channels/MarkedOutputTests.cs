using TestHarness.Hosts.Channels;

namespace TestHarness.Tests.Hosts.Channels;

public sealed class MarkedOutputTests
{
    private const string Mark = "ended 1\n";

    [TestCase("", "", "")]
    [TestCase("before", "before", "")]
    [TestCase("before" + Mark, "before", "")]
    [TestCase("before\n" + Mark + "after", "before\n", "after")]
    [TestCase("ended 2\nendended 1" + Mark + "ended", "ended 2\nendended 1", "ended")]
    [TestCase("ended", "ended", "")]
    public async Task Copies_what_is_before_the_mark_then_what_is_after_it(string printed, string before, string after)
    {
        for (var piece = 1; piece <= Math.Max(1, printed.Length); piece++)
        {
            var begun = printed[..Math.Min(piece, printed.Length)];
            var rest = new PieceStream(printed[begun.Length..], piece);
            var output = new MarkedOutput(rest, Mark, System.Text.Encoding.ASCII.GetBytes(begun));
            var (first, second) = (OutputCapture.OfFirst(), OutputCapture.OfFirst());

            var isMarked = await output.CopyToAsync(first, CancellationToken.None);
            var isMarkedAgain = await output.CopyToAsync(second, CancellationToken.None);

            Assert.That((first.Text, second.Text), Is.EqualTo((before, after)), $"in pieces of {piece} bytes");
            Assert.That((isMarked, isMarkedAgain), Is.EqualTo((printed.Contains(Mark, StringComparison.Ordinal), false)));
        }
    }

    [TestCase(Mark, false)]
    [TestCase(Mark + "a", true)]
    public async Task Reports_whether_bytes_after_the_mark_were_read(string printed, bool hasMore)
    {
        var output = new MarkedOutput(Stream.Null, Mark, System.Text.Encoding.ASCII.GetBytes(printed));

        await output.CopyToAsync(OutputCapture.OfFirst(), CancellationToken.None);

        Assert.That(output.HasMore, Is.EqualTo(hasMore));
    }

    [Test]
    public async Task Output_that_cannot_become_the_mark_is_copied_at_once()
    {
        var error = OutputCapture.OfFirst();
        var source = new System.IO.Pipelines.Pipe();
        var output = new MarkedOutput(source.Reader.AsStream(), Mark, []);
        var copying = output.CopyToAsync(error, CancellationToken.None);

        await source.Writer.WriteAsync("no newline yet"u8.ToArray());

        Assert.That(() => error.Text, Is.EqualTo("no newline yet").After(20_000, 5));
        await source.Writer.CompleteAsync();
        await copying;
    }

    /// <summary>Gives so many bytes to each read.</summary>
    private sealed class PieceStream(string text, int piece) : MemoryStream(System.Text.Encoding.ASCII.GetBytes(text))
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
