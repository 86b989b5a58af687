using TestHarness.Texts;

namespace TestHarness.Evidence.Writing;

/// <summary>
/// A file of an endless stream, of which the first and the last bytes are kept. Bytes after the first half of the limit are
/// written to two files beside it in turn, of half the limit each; closing joins them, with a line at the place of the omitted
/// bytes. When the harness is killed, the head and the last pieces remain. An error of the file system ends the writing, but does
/// not reach the writer.
/// </summary>
internal sealed class HeadAndTailFile : WriteOnlyStream
{
    private readonly string _path;
    private readonly string _mediaType;
    private readonly long _half;
    private FileStream? _piece;
    private long _inPiece;
    private bool _isHead = true;
    private bool _isClosed;

    /// <summary>Makes the file; replaces a file of the same name.</summary>
    /// <param name="limit">The number of bytes that are kept, with the line.</param>
    public HeadAndTailFile(string path, long limit, string mediaType)
    {
        (_path, _mediaType, _half) = (path, mediaType, Math.Max(0, (limit - CutLine.Longest) / 2));
        Try(() => _piece = Create(path));
    }

    /// <summary>The number of bytes that were written to this stream.</summary>
    public long Written { get; private set; }

    /// <summary>The number of written bytes that the file has; known when it is closed.</summary>
    public long Kept { get; private set; }

    /// <summary>The reason why less was written than the limit allows; null when nothing failed.</summary>
    public string? Failure { get; private set; }

    /// <summary>The action after the file is closed; null for none.</summary>
    public Action<HeadAndTailFile>? Closed { get; init; }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Written += buffer.Length;
        while (!buffer.IsEmpty && _half > 0 && Failure is null && !_isClosed)
        {
            if (_inPiece == _half)
                Try(NextPiece);
            var fits = buffer[..(int)Math.Min(buffer.Length, _half - _inPiece)].ToArray();
            Try(() => _piece?.Write(fits));
            _inPiece += fits.Length;
            buffer = buffer[fits.Length..];
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (!_isClosed)
        {
            _isClosed = true;
            _piece?.Dispose();
            Kept = _inPiece;
            if (!_isHead)
                Try(() => Kept = HeadAndTailJoin.Run(_path, Written, _mediaType));
            Closed?.Invoke(this);
        }

        base.Dispose(disposing);
    }

    private void NextPiece()
    {
        _piece?.Dispose();
        if (!_isHead)
            File.Move(HeadAndTailJoin.Newer(_path), HeadAndTailJoin.Older(_path), overwrite: true);
        _piece = Create(HeadAndTailJoin.Newer(_path));
        (_isHead, _inPiece) = (false, 0);
    }

    private void Try(Action write)
    {
        try
        {
            if (Failure is null)
                write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A full disk must not end the scenario or its undo: the summary of the evidence reports what is missing.
            Failure = exception.Message;
        }
    }

    /// <summary>
    /// Makes a file without a buffer: each write reaches the operating system at once, so that it remains when the harness is
    /// killed.
    /// </summary>
    private static FileStream Create(string path) =>
        new(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
}
