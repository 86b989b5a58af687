using System.IO.Pipelines;

namespace TestHarness.Hosts.SshNet;

/// <summary>
/// Reads an output of SSH.NET on a thread of its own: SSH.NET's streams only block, and would take the threads of the pool from
/// everything else.
/// </summary>
internal sealed class SshNetOutput : IDisposable
{
    // With the default limit of 64 KiB the two threads would wait for each other at every read of a large file.
    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 1 << 20, resumeWriterThreshold: 1 << 19));

    public SshNetOutput(Stream source)
    {
        Stream = _pipe.Reader.AsStream();
        new Thread(() => Pump(source, _pipe.Writer)) { IsBackground = true, Name = "SSH output" }.Start();
    }

    /// <summary>The stream from which the output is read.</summary>
    public Stream Stream { get; }

    public void Dispose() => _pipe.Reader.Complete();

    private static void Pump(Stream source, PipeWriter writer)
    {
        var ends = false;
        while (!ends && source.Read(writer.GetSpan(64 * 1024)) is var count && count > 0)
        {
            writer.Advance(count);
            ends = writer.FlushAsync().AsTask().GetAwaiter().GetResult().IsCompleted;
        }

        writer.Complete();
    }
}
