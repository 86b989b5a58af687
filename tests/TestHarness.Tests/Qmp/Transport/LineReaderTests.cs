using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TestHarness.Qmp.Transport;

namespace TestHarness.Tests.Qmp.Transport;

[TestFixture]
internal sealed class LineReaderTests
{
    [FsCheck.NUnit.Property(MaxTest = 200)]
    public Property Gives_back_the_lines_however_they_are_cut() => Prop.ForAll(
        ArbMap.Default.ArbFor<(PositiveInt[] Lengths, PositiveInt[] Cuts)>(),
        x =>
        {
            var lines = x.Lengths.Select((n, i) => new string((char)('a' + (i % 26)), n.Get * 997 % 70_000)).ToArray();
            var stream = new CutStream(
                Encoding.ASCII.GetBytes(string.Concat(lines.Select(l => l + "\r\n"))), [.. x.Cuts.Select(c => c.Get * 1009)]);
            return ReadAll(new LineReader(stream, 100_000)).SequenceEqual(lines);
        });

    [Test]
    public void A_line_of_the_longest_length_is_taken_and_a_longer_is_not()
    {
        Assert.That(ReadAll(Reader("1234\n12345\n", 5)), Is.EqualTo(["1234", "12345"]));
        Assert.Throws<InvalidDataException>(() => ReadAll(Reader("1234\n123456\n", 5)));
    }

    private static LineReader Reader(string text, int longest) => new(new MemoryStream(Encoding.ASCII.GetBytes(text)), longest);

    private static List<string> ReadAll(LineReader reader)
    {
        var lines = new List<string>();
        while (reader.ReadLineAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult() is { } line)
            lines.Add(Encoding.ASCII.GetString(line.Span));
        return lines;
    }

    /// <summary>Gives its bytes in pieces of given sizes, over and over.</summary>
    private sealed class CutStream(byte[] bytes, int[] cuts) : MemoryStream(bytes)
    {
        private int _cut;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(
                buffer[..Math.Min(buffer.Length, cuts.Length == 0 ? int.MaxValue : cuts[_cut++ % cuts.Length])],
                cancellationToken);
    }
}
