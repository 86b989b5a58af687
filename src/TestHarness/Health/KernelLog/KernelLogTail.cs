using System.Collections.Immutable;

namespace TestHarness.Health.KernelLog;

/// <summary>The last records of a log, in buffers that are used again: a long log needs no memory for each record.</summary>
/// <param name="most">The number of records that are kept.</param>
internal sealed class KernelLogTail(int most)
{
    private readonly List<Slot> _slots = [];

    /// <summary>The number of records that were added, kept or not.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a record, and drops the oldest one when there are too many.</summary>
    public void Add(in KernelLogLine line)
    {
        if (_slots.Count < most)
            _slots.Add(new Slot());
        _slots[(int)(Count++ % most)].Keep(line);
    }

    /// <summary>Returns the records that are kept, in their order.</summary>
    public ImmutableArray<KernelLogRecord> ToRecords()
    {
        var oldest = Count > most ? (int)(Count % most) : 0;
        return [.. _slots[oldest..].Concat(_slots[..oldest]).Select(slot => slot.ToRecord())];
    }

    private sealed class Slot
    {
        private long _sequence;
        private int _facility;
        private int _level;
        private TimeSpan _timestamp;
        private char[] _text = [];
        private int _length;

        public void Keep(in KernelLogLine line)
        {
            (_sequence, _facility, _level, _timestamp) = (line.Sequence, line.Facility, line.Level, line.Timestamp);
            _length = line.Text.Length;
            if (_text.Length < _length)
                _text = new char[_length];
            line.Text.CopyTo(_text);
        }

        public KernelLogRecord ToRecord() => new(_sequence, _facility, _level, _timestamp, new string(_text, 0, _length));
    }
}
