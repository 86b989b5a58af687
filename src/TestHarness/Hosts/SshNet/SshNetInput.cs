using TestHarness.Hosts.Channels;

namespace TestHarness.Hosts.SshNet;

/// <summary>
/// The input of a command. When the command or the connection has ended, a write fails as it does on a pipe, and disposing the
/// stream is no error: SSH.NET's own stream throws exceptions of its protocol for both.
/// </summary>
internal sealed class SshNetInput(Stream input) : WriteOnlyStream
{
    /// <exception cref="IOException">The command or the connection has ended.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            input.Write(buffer);
        }
        catch (Exception exception) when (SshNetFailure.IsOfTheCarrier(exception))
        {
            throw new IOException(exception.Message, exception);
        }
    }

    public override void Flush() => input.Flush();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            SshNetFailure.Ignore(input.Dispose);
        base.Dispose(disposing);
    }
}
