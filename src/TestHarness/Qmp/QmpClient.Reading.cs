using System.Text.Json;
using TestHarness.Failures;
using TestHarness.Qmp.Transcripts;
using TestHarness.Qmp.Transport;

namespace TestHarness.Qmp;

public sealed partial class QmpClient
{
    private string? _sendFailure;
    private string? _endReason;

    private async Task ReadAsync()
    {
        try
        {
            var violation = default(string);
            while (violation is null && await _lines.ReadLineAsync(_disposing.Token) is { } line)
                violation = line.IsEmpty ? null : Take(line);
            End(violation ?? "QEMU closed the connection");
        }
        catch (OperationCanceledException)
        {
            End("the harness closed the connection");
        }
        catch (Exception e)
        {
            // Whatever it was, it becomes the reason that every pending command and waiter is told.
            End(e switch
            {
                HarnessException failure => failure.Detail,
                IOException or InvalidDataException => e.Message,
                _ => $"{e.GetType().Name}: {e.Message}",
            });
        }
    }

    /// <returns>Why the session cannot go on, or null.</returns>
    private string? Take(ReadOnlyMemory<byte> line)
    {
        JsonElement json;
        try
        {
            json = JsonLines.Parse(line);
        }
        catch (JsonException)
        {
            Record(QmpDirection.In, JsonSerializer.SerializeToUtf8Bytes(System.Text.Encoding.UTF8.GetString(line.Span)));
            return $"expected one JSON object a line, found {Text.Quote(line.Span)}";
        }

        Record(QmpDirection.In, line.Span);
        switch (QmpMessage.Of(json))
        {
            case QmpMessage.Event happened:
                Events.Add(happened);
                return null;
            case QmpMessage.Reply reply:
                _pending.Complete(reply.Id, reply.Answer);
                return null;
            case QmpMessage.Violation violation:
                return violation.Reason;
            case var other:
                throw new InvalidOperationException($"no case for {other.GetType().Name}");
        }
    }

    private void End(string reason)
    {
        var whole = _sendFailure is null ? reason : $"{reason} (sending failed: {_sendFailure})";
        if (Interlocked.CompareExchange(ref _endReason, whole, null) is not null)
            return;

        _disposing.Cancel();
        try
        {
            Record(QmpDirection.End, JsonSerializer.SerializeToUtf8Bytes(whole));
        }
        catch (HarnessException e)
        {
            _endReason = whole = $"{whole}; {e.Detail}";
        }

        _pending.End(Ended);
        Events.End(Ended);
        _closed.SetResult(whole);
    }

    private HarnessException Ended(string when) =>
        Failure($"the QMP session ended {when}: {_endReason}; last command {_lastCommand}; last events: {Events.DescribeLast()}");

    private HarnessException Failure(string message, Exception? inner = null) =>
        new(FailureClass.Qmp, $"{Name}: {message}", inner);

    private string DescribeState()
    {
        var pending = _pending.Names;
        return $"the session is {(_endReason is { } reason ? $"over ({reason})" : "open")}; last command {_lastCommand}; " +
               $"pending: {(pending.Count == 0 ? "none" : string.Join(", ", pending))}; last events: {Events.DescribeLast()}";
    }

    private void Record(QmpDirection direction, ReadOnlySpan<byte> message)
    {
        try
        {
            _options.Transcript?.Write(direction, Name, message);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw Failure($"the transcript could not be written: {e.Message}", e);
        }
    }
}
