using System.Text;

namespace TestHarness.Hosts.Channels;

/// <summary>An output that contains marks, which are not part of what the command printed.</summary>
/// <param name="begun">The first bytes of the output, which were read before.</param>
internal sealed class MarkedOutput(Stream source, string mark, byte[] begun)
{
    private const int ReadSize = 64 * 1024;

    private readonly byte[] _mark = Encoding.UTF8.GetBytes(mark);
    private readonly byte[] _buffer = [.. begun, .. new byte[ReadSize]];
    private int _count = begun.Length;

    /// <summary>Whether bytes were read that come after the mark.</summary>
    public bool HasMore => _count > 0;

    /// <summary>
    /// Copies up to the next mark, or to the end. Bytes that may be the beginning of a mark are kept until the bytes after them
    /// are read.
    /// </summary>
    /// <returns>Whether a mark came before the end.</returns>
    public async Task<bool> CopyToAsync(OutputCapture target, CancellationToken cancellationToken)
    {
        do
        {
            var mark = _buffer.AsSpan(0, _count).IndexOf(_mark);
            var ready = mark >= 0 ? mark : _count - CountBegunMark();
            await target.AppendAsync(_buffer.AsMemory(0, ready), cancellationToken);
            Drop(mark >= 0 ? mark + _mark.Length : ready);
            if (mark >= 0)
                return true;
        }
        while (await FillAsync(cancellationToken));

        await target.AppendAsync(_buffer.AsMemory(0, _count), cancellationToken);
        Drop(_count);
        return false;
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        var count = await source.ReadAsync(_buffer.AsMemory(_count), cancellationToken);
        _count += count;
        return count > 0;
    }

    /// <summary>Counts the last bytes that are the beginning of a mark.</summary>
    private int CountBegunMark()
    {
        var length = Math.Min(_count, _mark.Length - 1);
        while (!_buffer.AsSpan(_count - length, length).SequenceEqual(_mark.AsSpan(0, length)))
            length--;
        return length;
    }

    private void Drop(int count)
    {
        _buffer.AsSpan(count, _count - count).CopyTo(_buffer);
        _count -= count;
    }
}
