using System.Text.Json;
using TestHarness.Failures;
using TestHarness.Qmp.Transcripts;
using TestHarness.Qmp.Transport;

namespace TestHarness.Qmp;

public sealed partial class QmpClient
{
    private readonly SemaphoreSlim _writing = new(1);
    private long _lastId;
    private string _lastCommand = "none";
    private bool _hasSentQuit;

    /// <summary>Executes a command and returns its result.</summary>
    /// <param name="arguments">
    /// The arguments, which are serialized unchanged: a dictionary, or an object whose members have QMP's names.
    /// </param>
    /// <param name="timeout">The time limit; null for <see cref="QmpOptions.CommandTimeout"/>.</param>
    /// <exception cref="HarnessException">
    /// Class qmp: QEMU refused the command, did not answer in time, or closed the session.
    /// </exception>
    public async Task<JsonElement> ExecuteAsync(
        string command, object? arguments = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        Accepted(command, await SendAsync("execute", command, arguments, timeout, cancellationToken));

    /// <summary>Executes a command as <see cref="ExecuteAsync"/> does, but returns a refusal as a result.</summary>
    public Task<QmpReply> TryExecuteAsync(
        string command, object? arguments = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        SendAsync("execute", command, arguments, timeout, cancellationToken);

    /// <summary>Executes a command before the commands that QEMU has not started yet (<c>exec-oob</c>).</summary>
    public async Task<JsonElement> ExecuteOutOfBandAsync(
        string command, object? arguments = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        Greeting.OffersOutOfBand
            ? Accepted(command, await SendAsync("exec-oob", command, arguments, timeout, cancellationToken))
            : throw Failure($"'{command}' cannot be executed out of band: {Greeting} does not offer the capability oob");

    /// <summary>
    /// Sends <c>quit</c> and waits for the end of the session; QEMU may close the session before its reply is read.
    /// </summary>
    public async Task QuitAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var bound = timeout ?? _options.CommandTimeout;
        if (_closed.Task.IsCompleted)
            throw Ended("before 'quit' was sent");

        try
        {
            await ExecuteAsync("quit", null, bound, cancellationToken);
        }
        catch (HarnessException) when (_closed.Task.IsCompleted)
        {
            // QEMU closed the session before its reply was read: it does what 'quit' asks for.
            return;
        }

        try
        {
            await _closed.Task.WaitAsync(bound, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw Failure(
                $"QEMU accepted 'quit' but kept the session open for {Text.Seconds(bound)}; {DescribeState()}", exception);
        }
    }

    private async Task<QmpReply> SendAsync(
        string verb, string command, object? arguments, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var bound = timeout ?? _options.CommandTimeout;
        var pending = new PendingCommand(Interlocked.Increment(ref _lastId), command);
        var request = QmpRequest.Create(verb, command, arguments, pending.Id);
        _pending.Add(pending);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(bound);
        using var limitOrEnd = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _disposing.Token);
        try
        {
            await WriteAsync(request, limitOrEnd.Token);
            return await pending.Reply.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException exception)
            when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Failure($"'{command}' got no reply within {Text.Seconds(bound)}; {DescribeState()}", exception);
        }
        catch (OperationCanceledException) when (!limit.IsCancellationRequested)
        {
            // The session ended while the command was sent, and every pending command gets the reason.
            return await pending.Reply;
        }
        finally
        {
            _pending.Remove(pending);
        }
    }

    /// <summary>
    /// Writes a command, or nothing after <c>quit</c>: QEMU still executes commands while it shuts down, and may crash of them
    /// (10.0 aborts after a query-migrate). Such a command fails with the end of the session.
    /// </summary>
    private async Task WriteAsync(QmpRequest request, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            if (_hasSentQuit)
                return;

            _hasSentQuit = request.Command == "quit";
            _lastCommand = Text.Shorten(request.Shown);
            Record(QmpDirection.Out, request.Shown);
            await WriteWholeAsync(request.Line, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            End($"'{request.Command}' could not be sent whole");
            throw;
        }
        catch (HarnessException exception)
        {
            End(exception.Detail);
            throw;
        }
        catch (IOException exception)
        {
            // QEMU's last lines are still to be read: the reader ends the session when it comes to their end.
            _sendFailure = exception.Message;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>
    /// Writes a whole line, because half a line would end the session: a cancellation takes effect only when the peer does not
    /// take the line.
    /// </summary>
    private async Task WriteWholeAsync(byte[] line, CancellationToken cancellationToken)
    {
        using var stuck = new CancellationTokenSource();
        var writing = _lines.WriteLineAsync(line, stuck.Token);
        await using (cancellationToken.Register(stuck.Cancel))
            await writing;
    }

    private JsonElement Accepted(string command, QmpReply reply) => reply.Error is { } error
        ? throw Failure($"'{command}' was refused: {error}; {DescribeState()}")
        : reply.Value;
}
