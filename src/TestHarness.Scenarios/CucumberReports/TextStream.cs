using System.Text;
using TestHarness.Texts;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>A stream that passes the UTF-8 text that is written to it to a writer.</summary>
internal sealed class TextStream(TextWriter writer) : WriteOnlyStream
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var characters = new char[buffer.Length];
        var length = _decoder.GetChars(buffer, characters, flush: false);
        // The writer of an HTML report escapes characters only when they are in an array.
        writer.Write(characters, 0, length);
    }
}
