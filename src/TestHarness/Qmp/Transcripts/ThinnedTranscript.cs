namespace TestHarness.Qmp.Transcripts;

/// <summary>
/// A transcript that omits polls: commands that begin with <c>query-</c> and were sent before with the same arguments. A poll is
/// kept in four cases: something in its answer other than a number has changed; it is refused; the poll that was kept before is a
/// second old; another message comes next. All other messages are kept. A line before a kept poll has the number of omitted
/// polls.
/// </summary>
/// <remarks>A harness that is killed loses the last poll of each command, which is held back until the next message.</remarks>
/// <param name="inner">The transcript that is written; it is disposed with this one.</param>
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
            if (direction == QmpDirection.End)
                _sessions.Remove(client);
        }
    }

    /// <summary>Writes the messages that are held back, and disposes the inner transcript.</summary>
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
