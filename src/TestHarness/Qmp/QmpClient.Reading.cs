using System.Text.Json;
using TestHarness.Failures;
using TestHarness.Qmp.Transcripts;
using TestHarness.Qmp.Transport;

namespace TestHarness.Qmp;

public sealed partial class QmpClient
{
    private readonly Lock _ending = new();
    private string? _sendFailure;

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
        catch (Exception exception)
        {
            // Any exception becomes the reason that every pending command and every wait gets.
            End(exception switch
            {
                HarnessException failure => failure.Detail,
                IOException or InvalidDataException => exception.Message,
                _ => $"{exception.GetType().Name}: {exception.Message}",
            });
        }
    }

    /// <returns>The reason why the session cannot continue; null when it can.</returns>
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
            case QmpMessage.Greeting:
                return null;
            case QmpMessage.Violation violation:
                return violation.Reason;
            case var other:
                throw new InvalidOperationException($"no case for {other.GetType().Name}");
        }
    }

    /// <summary>Closes the session before any waiting command gets the reason; a second caller returns after that.</summary>
    private void End(string reason)
    {
        lock (_ending)
        {
            if (_closed.Task.IsCompleted)
                return;

            _closed.SetResult(RecordEnd(_sendFailure is null ? reason : $"{reason} (sending failed: {_sendFailure})"));
        }

        _disposing.Cancel();
        _pending.End(Ended);
        Events.End(Ended);
    }

    private string RecordEnd(string reason)
    {
        try
        {
            Record(QmpDirection.End, JsonSerializer.SerializeToUtf8Bytes(reason));
            return reason;
        }
        catch (HarnessException exception)
        {
            return $"{reason}; {exception.Detail}";
        }
    }

    private HarnessException Ended(string when) =>
        Failure(
            $"the QMP session ended {when}: {_closed.Task.Result}; last command {_lastCommand}; "
            + $"last events: {Events.DescribeLast()}");

    private HarnessException Failure(string message, Exception? inner = null) =>
        new(FailureClass.Qmp, $"{Name}: {message}", inner);

    private string DescribeState()
    {
        var pending = _pending.Names;
        var session = _closed.Task.IsCompleted ? $"over ({_closed.Task.Result})" : "open";
        return $"the session is {session}; last command {_lastCommand}; " +
               $"pending: {(pending.Count == 0 ? "none" : string.Join(", ", pending))}; last events: {Events.DescribeLast()}";
    }

    private void Record(QmpDirection direction, ReadOnlySpan<byte> message)
    {
        try
        {
            _options.Transcript?.Write(direction, Name, message);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            throw Failure($"the transcript could not be written: {exception.Message}", exception);
        }
    }
}
