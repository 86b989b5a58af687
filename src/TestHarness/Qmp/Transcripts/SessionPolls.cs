using System.Text.Json;

namespace TestHarness.Qmp.Transcripts;

/// <summary>The queries of one session, by command and arguments, with the messages that are not written yet.</summary>
internal sealed class SessionPolls(Action<TranscriptLine> write)
{
    /// <summary>The age of the last kept poll at which the next poll is kept.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Poll> _polls = [];
    private readonly Dictionary<long, (Poll Poll, TranscriptLine Question)> _asked = [];

    /// <summary>Takes a message: writes it, or holds it back.</summary>
    public void Take(TranscriptLine line)
    {
        var message = PollMessage.Of(line.Message);
        if (line.Direction == QmpDirection.Out && message is { Query: { } query, Id: { } id })
        {
            Ask(query, id, line);
        }
        else if (line.Direction == QmpDirection.In && message.Id is { } answered && _asked.Remove(answered, out var asked))
        {
            Answer(asked.Poll, asked.Question, message, line);
        }
        else
        {
            Release();
            write(line);
        }
    }

    /// <summary>
    /// Writes the messages that are held back: the last poll of each kind before another message, and polls without an answer.
    /// </summary>
    public void Release()
    {
        foreach (var poll in _polls.Values.OrderBy(poll => poll.Last?.Question.Time))
        {
            if (poll.Last is { } last)
                Keep(poll, last.Answer.Time, last.Question, last.Answer);
            if (poll.Question is { } question)
                Keep(poll, question.Time, question);
            poll.Question = null;
        }
    }

    private void Ask(string query, long id, TranscriptLine question)
    {
        if (!_polls.TryGetValue(query, out var poll))
            _polls.Add(query, poll = new Poll(query.Split(' ')[0]));
        if (poll.Question is { } unanswered)
            Keep(poll, unanswered.Time, unanswered);
        poll.Question = question;
        _asked[id] = (poll, question);
    }

    private void Answer(Poll poll, TranscriptLine question, PollMessage message, TranscriptLine answer)
    {
        var isNews = message.IsRefusal || message.State != poll.State || answer.Time - poll.KeptAt >= Interval;
        poll.State = message.State;
        if (poll.Question != question)
        {
            // The question is written already, because another message came before its answer.
            Keep(poll, answer.Time, answer);
            return;
        }

        poll.LeftOut += poll.Last is null ? 0 : 1;
        poll.Last = (question, answer);
        poll.Question = null;
        if (isNews)
            Keep(poll, answer.Time, question, answer);
    }

    private void Keep(Poll poll, DateTimeOffset time, params ReadOnlySpan<TranscriptLine> lines)
    {
        if (poll.LeftOut > 0)
        {
            var message = new { command = poll.Command, polls = poll.LeftOut };
            write(new TranscriptLine(time, QmpDirection.LeftOut, JsonSerializer.SerializeToUtf8Bytes(message)));
        }

        (poll.LeftOut, poll.Last, poll.KeptAt) = (0, null, time);
        foreach (var line in lines)
            write(line);
    }

    private sealed class Poll(string command)
    {
        public string Command => command;

        /// <summary>The question that was sent and is held back until it is answered; null when there is none.</summary>
        public TranscriptLine? Question { get; set; }

        /// <summary>The last answered poll, held back until the next message; null when there is none.</summary>
        public (TranscriptLine Question, TranscriptLine Answer)? Last { get; set; }

        public int State { get; set; }

        public DateTimeOffset KeptAt { get; set; }

        public int LeftOut { get; set; }
    }
}
