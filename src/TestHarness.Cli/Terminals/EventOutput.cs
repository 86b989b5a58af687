using Microsoft.Win32.SafeHandles;

namespace TestHarness.Cli.Terminals;

/// <summary>
/// The standard output of a program that reads events. The console's own stream would hide that the reader of a pipe has gone.
/// </summary>
/// <param name="failed">Receives the reason why no more can be written; once.</param>
internal sealed class EventOutput(Action<string> failed) : IDisposable
{
    private const int StandardOutput = 1;

    private readonly Stream _output = Open();
    private bool _hasFailed;

    /// <summary>Writes a line that an outlet has shown already; does nothing after a failure.</summary>
    public void Write(ReadOnlyMemory<byte> line)
    {
        if (_hasFailed)
            return;
        try
        {
            _output.Write(line.Span);
            _output.Flush();
        }
        catch (IOException exception)
        {
            _hasFailed = true;
            failed(exception.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _output.Dispose();

    private static Stream Open()
    {
        var pipe = new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        if (!pipe.CanSeek)
            return pipe;
        // A file may have the errors too, and this stream would write over them.
        pipe.Dispose();
        return Console.OpenStandardOutput();
    }
}
