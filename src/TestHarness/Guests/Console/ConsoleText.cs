using System.Text;
using System.Text.RegularExpressions;
using TestHarness.Failures;

namespace TestHarness.Guests.Console;

/// <summary>All that a guest has printed so far, with waits that cannot miss what came before them.</summary>
internal sealed class ConsoleText
{
    private const int TailLength = 3000;

    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private TaskCompletionSource _changed = NewSignal();
    private string? _closed;

    public int Length
    {
        get
        {
            lock (_lock)
                return _text.Length;
        }
    }

    public void Append(string text)
    {
        lock (_lock)
        {
            _text.Append(text);
            Signal();
        }
    }

    /// <summary>No more will come: every wait ends with this reason.</summary>
    public void Close(string reason)
    {
        lock (_lock)
        {
            _closed ??= reason;
            Signal();
        }
    }

    public string From(int position)
    {
        lock (_lock)
            return _text.ToString(position, _text.Length - position);
    }

    /// <summary>The last lines, for messages, without the answers to the console shell.</summary>
    public string Tail()
    {
        string end;
        lock (_lock)
        {
            var start = Math.Max(0, _text.Length - TailLength);
            end = _text.ToString(start, _text.Length - start);
        }

        return ConsoleAnswer.Remove(end.Replace("\r", "", StringComparison.Ordinal)).Trim();
    }

    /// <exception cref="HarnessException">Nothing matched in time, or the console was closed.</exception>
    public async Task<Match> WaitAsync(Regex pattern, int from, TimeSpan timeout, string what, CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(timeout);
        while (true)
        {
            var (match, closed, changed) = Look(pattern, from);
            if (match.Success)
                return match;
            if (closed is not null)
                throw new HarnessException(FailureClass.GuestHealth, $"{what}: {closed}; the console's last lines: {Tail()}");

            try
            {
                await changed.WaitAsync(bound.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new HarnessException(
                    FailureClass.GuestHealth, $"{what}: no answer within {timeout.TotalSeconds:0.#} s; the console's last lines: {Tail()}");
            }
        }
    }

    private (Match Match, string? Closed, Task Changed) Look(Regex pattern, int from)
    {
        lock (_lock)
            return (pattern.Match(_text.ToString(from, _text.Length - from)), _closed, _changed.Task);
    }

    private void Signal()
    {
        var changed = _changed;
        _changed = NewSignal();
        changed.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
