using System.Buffers;
using System.Text;

namespace TestHarness.Hosts.Channels;

/// <summary>Copies an output to where it is wanted and keeps all or the last of it as text.</summary>
internal sealed class OutputCapture(Stream? destination, int keep)
{
    public const int Tail = 8 * 1024;

    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _kept = new();

    public long Bytes { get; private set; }

    public string Text
    {
        get
        {
            lock (_gate)
            {
                return Encoding.UTF8.GetString(Last());
            }
        }
    }

    public async Task PumpAsync(Stream source, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (await source.ReadAsync(buffer, cancellationToken) is var count && count > 0)
            await AppendAsync(buffer.AsMemory(0, count), cancellationToken);
    }

    public async Task AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        Keep(bytes.Span);
        if (destination is not null)
            await destination.WriteAsync(bytes, cancellationToken);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            Bytes += bytes.Length;
            if (keep == 0)
                return;

            _kept.Write(bytes);
            if (keep < int.MaxValue / 2 && _kept.WrittenCount > 2 * keep)
                DropAllButLast();
        }
    }

    private ReadOnlySpan<byte> Last() => _kept.WrittenSpan[^Math.Min(_kept.WrittenCount, keep)..];

    private void DropAllButLast()
    {
        var last = Last().ToArray();
        _kept.ResetWrittenCount();
        _kept.Write(last);
    }
}
