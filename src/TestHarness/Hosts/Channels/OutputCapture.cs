using System.Buffers;
using System.Text;

namespace TestHarness.Hosts.Channels;

/// <summary>Copies an output to a stream, and keeps the first or the last bytes of it as text.</summary>
/// <param name="first">The number of first bytes that are kept; 0 to keep the last bytes.</param>
/// <param name="last">The number of last bytes that are kept, when <paramref name="first"/> is 0.</param>
internal sealed class OutputCapture(Stream? destination, int first, int last = 0)
{
    private const int Tail = 8 * 1024;

    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _kept = new();

    /// <summary>Makes a capture that keeps the first <see cref="Command.OutputLimit"/> bytes.</summary>
    public static OutputCapture OfFirst() => new(null, Command.OutputLimit);

    /// <summary>Makes a capture that keeps the last 8 KiB.</summary>
    public static OutputCapture OfLast(Stream? destination) => new(destination, 0, Tail);

    /// <summary>Makes a capture that only copies.</summary>
    public static OutputCapture OfNothing(Stream destination) => new(destination, 0);

    /// <summary>The number of bytes of the output, kept or not.</summary>
    public long Bytes { get; private set; }

    /// <summary>The number of bytes that came after the first ones, and were dropped.</summary>
    public long Cut => first == 0 ? 0 : Math.Max(0, Bytes - first);

    /// <summary>The kept bytes as text.</summary>
    public string Text
    {
        get
        {
            lock (_gate)
                return Encoding.UTF8.GetString(first > 0 ? _kept.WrittenSpan : Last());
        }
    }

    /// <summary>Copies a stream to its end.</summary>
    public async Task PumpAsync(Stream source, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (await source.ReadAsync(buffer, cancellationToken) is var count && count > 0)
            await AppendAsync(buffer.AsMemory(0, count), cancellationToken);
    }

    /// <summary>Appends bytes, and copies them to the stream.</summary>
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
            if (first > 0)
                _kept.Write(bytes[..Math.Min(bytes.Length, first - _kept.WrittenCount)]);
            else if (last > 0)
                KeepLast(bytes);
        }
    }

    private void KeepLast(ReadOnlySpan<byte> bytes)
    {
        _kept.Write(bytes);
        if (_kept.WrittenCount <= 2 * last)
            return;

        var kept = Last().ToArray();
        _kept.ResetWrittenCount();
        _kept.Write(kept);
    }

    private ReadOnlySpan<byte> Last() => _kept.WrittenSpan[^Math.Min(_kept.WrittenCount, last)..];
}
