using System.Globalization;
using TestHarness.Failures;

namespace TestHarness.Guests.Console;

/// <summary>
/// The output of a guest, of which the last <see cref="Window"/> characters are kept. A wait does not miss anything that comes
/// after its start: each waiting reader gets the text as it comes, before any of it is dropped.
/// </summary>
internal sealed class ConsoleText
{
    /// <summary>The number of characters that are kept.</summary>
    /// <value>1 Mi characters.</value>
    public const int Window = 1 << 20;

    private const int TailLength = 3000;

    private readonly Lock _lock = new();
    private readonly ConsoleWindow _window = new(Window);
    private readonly List<Wait> _waits = [];
    private string? _closed;

    /// <summary>The number of characters that the guest has printed.</summary>
    public long Length
    {
        get
        {
            lock (_lock)
                return _window.End;
        }
    }

    /// <summary>Whether the console is closed, so that no more output comes.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_lock)
                return _closed is not null;
        }
    }

    /// <summary>Appends text and offers it to the waiting readers.</summary>
    /// <param name="text">The text, at most <see cref="Window"/> characters.</param>
    public void Append(ReadOnlySpan<char> text)
    {
        lock (_lock)
        {
            _window.Append(text);
            for (var index = _waits.Count - 1; index >= 0; index--)
            {
                if (!_waits[index].Reader.Take(text))
                    continue;

                _waits[index].End.TrySetResult(true);
                _waits.RemoveAt(index);
            }
        }
    }

    /// <summary>Ends every wait, now and later, with this reason, because no more output comes.</summary>
    public void Close(string reason)
    {
        lock (_lock)
        {
            _closed ??= reason;
            _waits.ForEach(wait => wait.End.TrySetResult(false));
            _waits.Clear();
        }
    }

    /// <summary>Returns the kept text from a position on.</summary>
    public string From(long position)
    {
        lock (_lock)
            return _window.From(position).ToString();
    }

    /// <summary>Returns the last lines for messages, without the answers to the console shell.</summary>
    public string Tail()
    {
        string end;
        lock (_lock)
            end = _window.From(_window.End - TailLength).ToString();

        return ConsoleAnswer.Remove(end.Replace("\r", "", StringComparison.Ordinal)).Trim();
    }

    /// <summary>Gives a reader the text from a position on, until the reader has what it waits for.</summary>
    /// <param name="situation">The beginning of messages: the situation of the wait.</param>
    /// <exception cref="HarnessException">
    /// Class guest-health: the awaited text did not come in time, or the console was closed.
    /// </exception>
    public async Task ReadAsync(
        IConsoleReader reader, long from, TimeSpan timeout, string situation, CancellationToken cancellationToken)
    {
        var (wait, missed) = Begin(reader, from);
        try
        {
            if (!await wait.End.Task.WaitAsync(timeout, cancellationToken))
                throw Failure($"{situation}: {_closed}", missed);
        }
        catch (TimeoutException)
        {
            var within = timeout.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
            throw Failure($"{situation}: no answer within {within} s", missed);
        }
        finally
        {
            lock (_lock)
                _waits.Remove(wait);
        }
    }

    private (Wait Wait, long Missed) Begin(IConsoleReader reader, long from)
    {
        lock (_lock)
        {
            var wait = new Wait(reader);
            if (reader.Take(_window.From(from)))
                wait.End.SetResult(true);
            else if (_closed is not null)
                wait.End.SetResult(false);
            else
                _waits.Add(wait);
            return (wait, Math.Max(0, _window.Start - from));
        }
    }

    private HarnessException Failure(string situation, long missed)
    {
        var cut = missed == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture,
            $" (the first {missed} characters after the start of the wait were not read: "
            + $"the guest printed more than the {Window} characters that are kept)");
        return new HarnessException(FailureClass.GuestHealth, $"{situation}{cut}; the console's last lines: {Tail()}");
    }

    private sealed record Wait(IConsoleReader Reader)
    {
        public TaskCompletionSource<bool> End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
