namespace TestHarness.Guests.Console;

/// <summary>The last characters of a growing text, by their position in the whole text.</summary>
/// <param name="size">The number of last characters that are always kept; up to twice as many are kept.</param>
internal sealed class ConsoleWindow(int size)
{
    private const int FirstCapacity = 1 << 14;

    private char[] _kept = new char[FirstCapacity];
    private int _length;

    /// <summary>The position of the first character that is kept.</summary>
    public long Start { get; private set; }

    /// <summary>The position that the next character will have.</summary>
    public long End => Start + _length;

    /// <summary>Appends text and drops the oldest characters.</summary>
    /// <param name="text">The text, at most <c>size</c> characters.</param>
    public void Append(ReadOnlySpan<char> text)
    {
        if (_length + text.Length > 2 * size)
            DropAllButLast(size - text.Length);
        if (_length + text.Length > _kept.Length)
            Array.Resize(ref _kept, Math.Min(2 * size, Math.Max(2 * _kept.Length, _length + text.Length)));
        text.CopyTo(_kept.AsSpan(_length));
        _length += text.Length;
    }

    /// <summary>Returns the kept text from a position on; all of it when the position is older.</summary>
    public ReadOnlySpan<char> From(long position) => _kept.AsSpan((int)Math.Clamp(position - Start, 0, _length).._length);

    private void DropAllButLast(int count)
    {
        var dropped = _length - Math.Min(count, _length);
        _kept.AsSpan(dropped.._length).CopyTo(_kept);
        _length -= dropped;
        Start += dropped;
    }
}
