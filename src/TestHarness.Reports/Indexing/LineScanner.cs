namespace TestHarness.Reports.Indexing;

/// <summary>Reads the lines of a file with their places; only one line is in memory at a time.</summary>
internal sealed class LineScanner(Stream file)
{
    private byte[] _buffer = new byte[256 * 1024];
    private int _start;
    private int _end;
    private long _offset;

    /// <summary>The place of the last line that was read, without its line feed.</summary>
    public LinePlace Place { get; private set; }

    /// <summary>Reads the next line, also the last one without a line feed; returns false at the end of the file.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var searched = _start;
        while (true)
        {
            var feed = Array.IndexOf(_buffer, (byte)'\n', searched, _end - searched);
            if (feed >= 0)
                return Take(feed, feed + 1, out line);
            searched = _end - _start;
            if (!Fill())
                break;
        }

        return _end > _start ? Take(_end, _end, out line) : Nothing(out line);
    }

    private bool Take(int end, int next, out ReadOnlySpan<byte> line)
    {
        line = _buffer.AsSpan(_start, end - _start);
        Place = new LinePlace(_offset, end - _start);
        _offset += next - _start;
        _start = next;
        return true;
    }

    private static bool Nothing(out ReadOnlySpan<byte> line)
    {
        line = default;
        return false;
    }

    /// <summary>Moves what is left to the buffer's front and reads more behind it.</summary>
    private bool Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        var read = file.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
