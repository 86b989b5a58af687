namespace TestHarness.Qmp;

/// <summary>The last events of a session, by their position among all of them.</summary>
internal sealed class QmpEventHistory
{
    /// <summary>The number of events that are kept.</summary>
    /// <value>10,000 events at least, twice as many at most.</value>
    public const int Events = 10_000;

    /// <summary>The largest size of the kept events.</summary>
    /// <value>8 Mi characters of data.</value>
    public const long Characters = 8 << 20;

    private readonly List<QmpEvent> _events = [];
    private long _characters;

    /// <summary>The position of the first event that is kept, which is the number of dropped events.</summary>
    public long Start { get; private set; }

    /// <summary>The position that the next event will have.</summary>
    public long End => Start + _events.Count;

    /// <summary>Returns the event at a position.</summary>
    /// <param name="position">A position from <see cref="Start"/> on, and before <see cref="End"/>.</param>
    public QmpEvent At(long position) => _events[(int)(position - Start)];

    /// <summary>Returns the kept events from a position on.</summary>
    public IReadOnlyList<QmpEvent> Since(long position) =>
        _events.GetRange((int)Math.Clamp(position - Start, 0, _events.Count), (int)Math.Clamp(End - position, 0, _events.Count));

    /// <summary>Adds an event, and drops the oldest events when there are too many.</summary>
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
