using System.Buffers;
using System.Text;

namespace TestHarness.Hosts.Channels;

/// <summary>Copies an output to where it is wanted and keeps the first or the last of it as text.</summary>
/// <param name="first">How many bytes are kept before any is dropped.</param>
/// <param name="last">How many of the last bytes are kept, when <paramref name="first"/> is 0.</param>
internal sealed class OutputCapture(Stream? destination, int first, int last = 0)
{
    private const int Tail = 8 * 1024;

    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _kept = new();

    /// <summary>The first <see cref="Command.OutputLimit"/> bytes.</summary>
    public static OutputCapture OfFirst() => new(null, Command.OutputLimit);

    /// <summary>The last 8 KiB.</summary>
    public static OutputCapture OfLast(Stream? destination) => new(destination, 0, Tail);

    public static OutputCapture OfNothing(Stream destination) => new(destination, 0);

    /// <summary>How many bytes there were, kept or not.</summary>
    public long Bytes { get; private set; }

    /// <summary>How many bytes came after the first ones, and were dropped.</summary>
    public long Cut => first == 0 ? 0 : Math.Max(0, Bytes - first);

    public string Text
    {
        get
        {
            lock (_gate)
                return Encoding.UTF8.GetString(first > 0 ? _kept.WrittenSpan : Last());
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
