namespace TestHarness.Hosts.SshNet;

/// <summary>
/// The input of a command. When the command or the connection has ended, a write fails as it does on a pipe, and disposing the
/// stream is no error: SSH.NET's own stream throws exceptions of its protocol for both.
/// </summary>
internal sealed class SshNetInput(Stream input) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="IOException">The command or the connection has ended.</exception>
    public override void Write(byte[] buffer, int offset, int count)
    {
        try
        {
            input.Write(buffer, offset, count);
        }
        catch (Exception exception) when (SshNetFailure.IsOfTheCarrier(exception))
        {
            throw new IOException(exception.Message, exception);
        }
    }

    public override void Flush() => input.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            SshNetFailure.Ignore(input.Dispose);
        base.Dispose(disposing);
    }
}
