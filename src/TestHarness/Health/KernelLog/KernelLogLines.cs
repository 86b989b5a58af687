using System.Buffers;
using System.Text;
using TestHarness.Hosts.Channels;

namespace TestHarness.Health.KernelLog;

/// <summary>Takes a line of a kernel log.</summary>
/// <param name="line">
/// The line without its line end; only its first part when it is longer than <see cref="KernelLogLines.Longest"/>.
/// </param>
/// <param name="isWhole">Whether the line has its end.</param>
/// <param name="mayMatch">Whether a rule may match the line.</param>
internal delegate void TakeKernelLogLine(ReadOnlySpan<char> line, bool isWhole, bool mayMatch);

/// <summary>Splits the bytes of a kernel log into lines as they come, and passes each line on at once.</summary>
/// <remarks>Continuation lines (they start with a space) carry the device properties of a record and are dropped.</remarks>
internal sealed class KernelLogLines(TakeKernelLogLine take) : PromptStream
{
    /// <summary>The longest line that is passed on whole, in bytes.</summary>
    /// <value>16 KiB; a record has 2 KiB at most, and 4 times that when each of its bytes is escaped.</value>
    public const int Longest = 16 << 10;

    /// <summary>The number of bytes of whole lines that are searched together.</summary>
    private const int BlockBytes = 64 << 10;

    private readonly byte[] _begun = new byte[Longest + 1];
    private readonly char[] _text = new char[Longest + 1];
    private readonly char[] _block = new char[BlockBytes];
    private readonly List<int> _found = [];
    private int _count;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_count > 0 && buffer.IndexOf((byte)'\n') is var end and >= 0)
        {
            TakeBegun(buffer[..end]);
            buffer = buffer[(end + 1)..];
        }

        while (CountWholeLines(buffer) is var length and > 0)
        {
            TakeLines(buffer[..length]);
            buffer = buffer[length..];
        }

        Keep(buffer);
    }

    /// <summary>Passes the last line on, which may have no line end.</summary>
    public void Complete() => TakeBegun([]);

    /// <summary>Returns the bytes of the whole lines that fit a block, or of the first line when it does not fit.</summary>
    private static int CountWholeLines(ReadOnlySpan<byte> buffer)
    {
        var length = buffer[..Math.Min(buffer.Length, BlockBytes)].LastIndexOf((byte)'\n') + 1;
        return length > 0 ? length : buffer.IndexOf((byte)'\n') + 1;
    }

    private void TakeLines(ReadOnlySpan<byte> lines)
    {
        if (lines.Length > BlockBytes || Ascii.ToUtf16(lines, _block, out var length) != OperationStatus.Done)
        {
            foreach (var line in lines[..^1].Split((byte)'\n'))
                Take(lines[line]);
            return;
        }

        TakeBlock(_block.AsSpan(0, length - 1));
    }

    private void TakeBlock(ReadOnlySpan<char> block)
    {
        KernelLogWords.Find(block, _found);
        var next = 0;
        foreach (var range in block.Split('\n'))
        {
            while (next < _found.Count && _found[next] < range.Start.Value)
                next++;
            var line = block[range].TrimEnd('\r');
            if (!line.IsEmpty && line[0] != ' ')
                Take(line, mayMatch: next < _found.Count && _found[next] < range.End.Value);
        }
    }

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
        if (line.IsEmpty || line[0] == ' ')
            return;

        var length = Encoding.UTF8.GetChars(line[..Math.Min(line.Length, Longest)], _text);
        take(_text.AsSpan(0, length), isWhole: line.Length <= Longest, mayMatch: true);
    }

    private void Take(ReadOnlySpan<char> line, bool mayMatch) =>
        take(line[..Math.Min(line.Length, Longest)], isWhole: line.Length <= Longest, mayMatch);
}
