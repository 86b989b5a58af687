using System.Text;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>Hands the UTF-8 text that is written to it on to a writer.</summary>
internal sealed class TextStream(TextWriter writer) : Stream
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        var characters = new char[count];
        var length = _decoder.GetChars(buffer, offset, count, characters, 0);
        // The writer of an HTML report escapes what is in an array.
        writer.Write(characters, 0, length);
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
