using System.Text;
using TestHarness.Texts;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>Hands the UTF-8 text that is written to it on to a writer.</summary>
internal sealed class TextStream(TextWriter writer) : WriteOnlyStream
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var characters = new char[buffer.Length];
        var length = _decoder.GetChars(buffer, characters, flush: false);
        // The writer of an HTML report escapes what is in an array.
        writer.Write(characters, 0, length);
    }
}
