using System.Runtime.CompilerServices;
using TestHarness.Failures;
using TestHarness.Qmp.Transport;

namespace TestHarness.Qmp;

/// <summary>
/// The events of a session, in order; at least the last 10,000 are kept, fewer when they are large. A wait starts at a position
/// taken before the command that causes the event, so it also finds an event that has already come. It misses only events that
/// are dropped before it reads them; the message of a failed wait says how many.
/// </summary>
public sealed class QmpEvents
{
    private const int ShownEvents = 5;

    private readonly string _client;
    private readonly Func<string> _state;
    private readonly Lock _gate = new();
    private readonly QmpEventHistory _history = new();
    private TaskCompletionSource _changed = NewSignal();
    private Func<string, Exception>? _ended;

    internal QmpEvents(string client, Func<string> state) => (_client, _state) = (client, state);

    /// <summary>The position that the next event will have.</summary>
    public long Position
    {
        get
        {
            lock (_gate)
                return _history.End;
        }
    }

    /// <summary>Returns the kept events from a position on.</summary>
    public IReadOnlyList<QmpEvent> Since(long position)
    {
        lock (_gate)
            return _history.Since(position);
    }

    /// <summary>Waits for an event of this name.</summary>
    public Task<QmpEvent> WaitAsync(string name, long since, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        WaitAsync(e => e.Name == name, since, timeout, $"event {name}", cancellationToken);

    /// <summary>Waits for an event that matches.</summary>
    /// <param name="description">The awaited event in words, as after "waited 30 s for".</param>
    /// <exception cref="HarnessException">
    /// Class qmp: the event did not come in time, or the session ended before it came.
    /// </exception>
    public async Task<QmpEvent> WaitAsync(
        Func<QmpEvent, bool> match, long since, TimeSpan timeout, string description,
        CancellationToken cancellationToken = default)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(timeout);
        var missed = 0L;
        try
        {
            for (var index = Math.Max(0, since); ;)
            {
                var found = await AtAsync(index, description, bound.Token);
                if (match(found))
                    return found;
                missed += found.Index - index;
                index = found.Index + 1;
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            var dropped = missed == 0 ? "" : $" ({missed} events came too fast to be read here; the transcript has them)";
            throw new HarnessException(
                FailureClass.Qmp, $"{_client}: waited {Text.Seconds(timeout)} for {description}{dropped}; {_state()}", exception);
        }
    }

    /// <summary>
    /// Returns every event from a position on as it comes, except events that are dropped before; throws when the session ends.
    /// </summary>
    public async IAsyncEnumerable<QmpEvent> SubscribeAsync(
        long since = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var index = Math.Max(0, since); ;)
        {
            var happened = await AtAsync(index, "events", cancellationToken);
            yield return happened;
            index = happened.Index + 1;
        }
    }

    internal void Add(QmpMessage.Event message)
    {
        lock (_gate)
            _history.Add(message);
        Signal();
    }

    internal void End(Func<string, Exception> error)
    {
        lock (_gate)
            _ended = error;
        Signal();
    }

    internal string DescribeLast()
    {
        lock (_gate)
            return _history.End == 0 ? "none" : string.Join(", ", _history.Since(_history.End - ShownEvents));
    }

    /// <summary>Returns the event at a position, or the first kept event after it; waits when there is none yet.</summary>
    private async ValueTask<QmpEvent> AtAsync(long index, string description, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (index < _history.End)
                    return _history.At(Math.Max(index, _history.Start));
                if (_ended is not null)
                    throw _ended($"while waiting for {description}");
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private void Signal()
    {
        TaskCompletionSource changed;
        lock (_gate)
            (changed, _changed) = (_changed, NewSignal());
        changed.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
