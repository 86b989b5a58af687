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
    private bool _quits;

    /// <summary>Executes a command and returns what it returned.</summary>
    /// <param name="arguments">Serialized as it is: a dictionary or an object whose members are named as QMP names them.</param>
    /// <param name="timeout"><see cref="QmpOptions.CommandTimeout"/> unless given.</param>
    /// <exception cref="HarnessException">QEMU refused, did not answer in time, or went away.</exception>
    public async Task<JsonElement> ExecuteAsync(
        string command, object? arguments = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        Accepted(command, await SendAsync("execute", command, arguments, timeout, cancellationToken));

    /// <summary>As <see cref="ExecuteAsync"/>, but a refusal is a result.</summary>
    public Task<QmpReply> TryExecuteAsync(
        string command, object? arguments = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        SendAsync("execute", command, arguments, timeout, cancellationToken);

    /// <summary>Executes a command ahead of those that QEMU has not come to yet (<c>exec-oob</c>).</summary>
    public async Task<JsonElement> ExecuteOutOfBandAsync(
        string command, object? arguments = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        Greeting.OffersOutOfBand
            ? Accepted(command, await SendAsync("exec-oob", command, arguments, timeout, cancellationToken))
            : throw Failure($"'{command}' cannot be executed out of band: {Greeting} does not offer the capability oob");

    /// <summary>Asks QEMU to quit and waits for the end of the session; QEMU may close it before its reply is read.</summary>
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
            return;
        }

        try
        {
            await _closed.Task.WaitAsync(bound, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw Failure($"QEMU agreed to quit but kept the session open for {Text.Seconds(bound)}; {DescribeState()}", e);
        }
    }

    private async Task<QmpReply> SendAsync(
        string verb, string command, object? arguments, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var bound = timeout ?? _options.CommandTimeout;
        var pending = new PendingCommand($"{Name}-{Interlocked.Increment(ref _lastId)}", command);
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
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Failure($"'{command}' got no reply within {Text.Seconds(bound)}; {DescribeState()}", e);
        }
        catch (OperationCanceledException) when (!limit.IsCancellationRequested)
        {
            // The session ended while this was sent, of which every pending command is told.
            return await pending.Reply;
        }
        finally
        {
            _pending.Remove(pending);
        }
    }

    /// <summary>
    /// After <c>quit</c> nothing is sent any more, as QEMU still executes what comes while it takes itself apart, and may crash of it
    /// (10.0 aborts of a query-migrate then): such a command is told of the session's end.
    /// </summary>
    private async Task WriteAsync(QmpRequest request, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            if (_quits)
                return;

            _quits = request.Command == "quit";
            _lastCommand = Text.Shorten(request.Shown);
            Record(QmpDirection.Out, request.Shown);
            await WriteWholeAsync(request.Line, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            End($"'{request.Command}' could not be sent whole");
            throw;
        }
        catch (HarnessException e)
        {
            End(e.Detail);
            throw;
        }
        catch (IOException e)
        {
            // What the peer said before it went is still to be read: the reader ends the session when it comes to the end.
            _sendFailure = e.Message;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>A cancellation stops only a line that the peer does not take, as half a line is the end of the session.</summary>
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
