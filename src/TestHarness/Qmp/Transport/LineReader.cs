namespace TestHarness.Qmp.Transport;

/// <summary>Splits a stream into lines; reads each byte once, even when the line is long.</summary>
internal sealed class LineReader(Stream stream, int maxLineBytes)
{
    private const int InitialBytes = 16 * 1024;
    private const int KeptBytes = 1024 * 1024;

    private byte[] _buffer = new byte[InitialBytes];
    private int _start;
    private int _scanned;
    private int _end;

    /// <summary>
    /// Reads the next line, without its line end, valid until the next call; returns null at the end of the stream.
    /// </summary>
    /// <exception cref="InvalidDataException">The line is too long, or the stream ends within it.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryTakeLine() is { } line)
                return line;

            if (_end - _start > maxLineBytes)
                throw new InvalidDataException($"a line is longer than {maxLineBytes} bytes; it starts {Snippet()}");

            MakeRoom();
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            if (read == 0)
                return _end == _start
                    ? null
                    : throw new InvalidDataException($"the peer closed the connection within a line that starts {Snippet()}");
            _end += read;
        }
    }

    private ReadOnlyMemory<byte>? TryTakeLine()
    {
        var found = _buffer.AsSpan(_scanned, _end - _scanned).IndexOf((byte)'\n');
        if (found < 0)
        {
            _scanned = _end;
            return null;
        }

        var (start, end) = (_start, _scanned + found);
        _start = _scanned = end + 1;
        if (end - start > maxLineBytes)
            throw new InvalidDataException($"a line is longer than {maxLineBytes} bytes");
        return _buffer.AsMemory(start, end - start).TrimEnd((byte)'\r');
    }

    private void MakeRoom()
    {
        var length = _end - _start;
        if (length == _buffer.Length)
            Move(new byte[_buffer.Length * 2], length);
        else if (length == 0 && _buffer.Length > KeptBytes)
            Move(new byte[InitialBytes], length);
        else if (_end == _buffer.Length || length == 0)
            Move(_buffer, length);
    }

    private void Move(byte[] target, int length)
    {
        _buffer.AsSpan(_start, length).CopyTo(target);
        _buffer = target;
        _scanned -= _start;
        (_start, _end) = (0, length);
    }

    private string Snippet() => Text.Quote(_buffer.AsSpan(_start, _end - _start));
}
