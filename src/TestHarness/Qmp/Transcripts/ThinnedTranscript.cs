namespace TestHarness.Qmp.Transcripts;

/// <summary>
/// Leaves polls out of a transcript: commands that begin with <c>query-</c> and were asked before with the same arguments. A poll
/// is kept when something in its answer but a number has changed, when it is refused, when the one that was kept before is a
/// second old, and when something else comes next; all else is kept. A line says how many were left out before one that is kept.
/// </summary>
/// <remarks>A harness that is killed loses the last poll of each command, kept back until it is known what comes next.</remarks>
/// <param name="inner">Disposed together with this.</param>
public sealed class ThinnedTranscript(JsonLinesTranscript inner, TimeProvider time) : IQmpTranscript, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SessionPolls> _sessions = [];

    public void Write(QmpDirection direction, string client, ReadOnlySpan<byte> message)
    {
        lock (_gate)
        {
            if (!_sessions.TryGetValue(client, out var session))
            {
                session = new SessionPolls(line => inner.Write(line.Time, line.Direction, client, line.Message));
                _sessions.Add(client, session);
            }

            session.Take(new TranscriptLine(time.GetUtcNow(), direction, message.ToArray()));
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var session in _sessions.Values)
                session.Release();
            _sessions.Clear();
            inner.Dispose();
        }
    }
}
