using System.Text;
using TestHarness.Hosts.Channels;

namespace TestHarness.Health.KernelLog;

/// <summary>Takes a line of a kernel log.</summary>
/// <param name="line">The line without its line end; its first part when it is longer than <see cref="KernelLogLines.Longest"/>.</param>
/// <param name="isWhole">Whether the line has its end.</param>
internal delegate void TakeKernelLogLine(ReadOnlySpan<char> line, bool isWhole);

/// <summary>Cuts the bytes of a kernel log into lines as they come, and hands each line on at once.</summary>
/// <remarks>Continuation lines (they start with a space) carry the device properties of a record and are dropped.</remarks>
internal sealed class KernelLogLines(TakeKernelLogLine take) : PromptStream
{
    /// <summary>The longest line that is taken whole, in bytes.</summary>
    /// <value>16 KiB; a record has 2 KiB at most, and 4 times that when each of its bytes is escaped.</value>
    public const int Longest = 16 << 10;

    private readonly byte[] _begun = new byte[Longest + 1];
    private readonly char[] _text = new char[Longest + 1];
    private int _count;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.IndexOf((byte)'\n') is var end && end >= 0)
        {
            if (_count == 0)
                Take(buffer[..end]);
            else
                TakeBegun(buffer[..end]);
            buffer = buffer[(end + 1)..];
        }

        Keep(buffer);
    }

    /// <summary>Hands on the last line, which may have no line end.</summary>
    public void Complete() => TakeBegun([]);

    private void TakeBegun(ReadOnlySpan<byte> rest)
    {
        Keep(rest);
        Take(_begun.AsSpan(0, _count));
        _count = 0;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var kept = bytes[..Math.Min(bytes.Length, _begun.Length - _count)];
        kept.CopyTo(_begun.AsSpan(_count));
        _count += kept.Length;
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd((byte)'\r');
        var isWhole = line.Length <= Longest;
        if (line.IsEmpty || line[0] == ' ')
            return;

        var length = Encoding.UTF8.GetChars(isWhole ? line : line[..Longest], _text);
        take(_text.AsSpan(0, length), isWhole);
    }
}
