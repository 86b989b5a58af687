using TestHarness.Texts;

namespace TestHarness.Hosts.SshNet;

/// <summary>
/// The input of a command. When the command or the connection has ended, a write fails as it does on a pipe, and disposing the
/// stream is not an error: SSH.NET's own stream throws exceptions of its protocol for both. Nothing is sent after the input's
/// end: SSH.NET would send it, and sshd ends a connection that sends to a closed channel.
/// </summary>
internal sealed class SshNetInput(Stream input) : WriteOnlyStream
{
    private readonly Lock _gate = new();
    private bool _hasEnded;

    /// <summary>Writes to the command's input.</summary>
    /// <exception cref="IOException">The command or the connection has ended.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_hasEnded, this);
                input.Write(buffer);
            }
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
            End();
        base.Dispose(disposing);
    }

    private void End()
    {
        lock (_gate)
        {
            if (!_hasEnded)
                SshNetFailure.Ignore(input.Dispose);
            _hasEnded = true;
        }
    }
}
