namespace TestHarness.Qmp;

/// <summary>The last events of a session, by their position among all of them.</summary>
internal sealed class QmpEventHistory
{
    /// <value>10,000 events at least, twice as many at most.</value>
    public const int Events = 10_000;

    /// <value>8 Mi characters of data.</value>
    public const long Characters = 8 << 20;

    private readonly List<QmpEvent> _events = [];
    private long _characters;

    /// <summary>The position of the first event that is kept: as many were dropped.</summary>
    public long Start { get; private set; }

    /// <summary>The position that the next event will have.</summary>
    public long End => Start + _events.Count;

    /// <param name="position">Not before <see cref="Start"/>, and before <see cref="End"/>.</param>
    public QmpEvent At(long position) => _events[(int)(position - Start)];

    /// <summary>What is kept from a position on.</summary>
    public IReadOnlyList<QmpEvent> Since(long position) =>
        _events.GetRange((int)Math.Clamp(position - Start, 0, _events.Count), (int)Math.Clamp(End - position, 0, _events.Count));

    public void Add(QmpMessage.Event message)
    {
        _events.Add(new QmpEvent(End, message.Name, message.Data, message.Timestamp));
        _characters += Size(_events[^1]);
        if (_events.Count > 2 * Events)
            Drop(Events);
        while (_characters > Characters && _events.Count > 1)
            Drop((_events.Count + 1) / 2);
    }

    private void Drop(int count)
    {
        _characters -= _events.Take(count).Sum(Size);
        _events.RemoveRange(0, count);
        Start += count;
    }

    private static long Size(QmpEvent happened) => happened.Data.GetRawText().Length;
}
