using System.Diagnostics;
using System.Globalization;
using System.Text;
using TestHarness.Failures;
using TestHarness.Hosts.Scripts;

namespace TestHarness.Hosts.Channels;

/// <summary>
/// A long-running process on a host, and the harness's end of the leash that <see cref="SupervisorScript"/> holds at the other
/// end.
/// </summary>
internal sealed class SupervisedProcess : IHostProcess
{
    private readonly Channel _channel;
    private readonly OutputCapture _error;
    private readonly CancellationTokenSource _abandon = new();
    private readonly TaskCompletionSource _untied = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isLeft;

    public SupervisedProcess(
        string id,
        (int ProcessId, byte[] After) started,
        Channel channel,
        OutputCapture output,
        OutputCapture error,
        Func<int, TimeSpan, CommandResult> result)
    {
        Id = id;
        ProcessId = started.ProcessId;
        _channel = channel;
        _error = error;
        Completion = CompleteAsync(output, started.After, result, Stopwatch.GetTimestamp());
    }

    public string Id { get; }

    public int ProcessId { get; }

    public Task<CommandResult> Completion { get; }

    public string StandardErrorTail => _error.Text;

    public Task SignalAsync(HostSignal signal, CancellationToken cancellationToken = default) =>
        SendAsync(string.Create(CultureInfo.InvariantCulture, $"{(int)signal}\n"), cancellationToken);

    public async Task LeaveRunningAsync(CancellationToken cancellationToken = default)
    {
        await SendAsync(SupervisorScript.Leave, cancellationToken);
        await (await Task.WhenAny(_untied.Task, Completion)).WaitAsync(cancellationToken);
        _isLeft = true;
    }

    public async ValueTask DisposeAsync()
    {
        // The channel of a process that was left running closes with the connection, or with the harness.
        if (_isLeft)
            return;
        await _channel.Input.DisposeAsync();
        _abandon.CancelAfter(SupervisorScript.EndBound);
        await ((Task)Completion).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_channel.HasExited)
            _channel.Kill();
        await _channel.DisposeAsync();
        _abandon.Dispose();
        if (Completion.IsCanceled)
            throw new HarnessException(
                FailureClass.Leak,
                $"process {ProcessId} ({ProcessTag.Variable}={Id}), or a process it left behind that holds its output open, "
                + $"did not end within {SupervisorScript.EndBound.TotalSeconds} s of being killed; "
                + $"its last error output: {StandardErrorTail.Trim()}");
    }

    private async Task<CommandResult> CompleteAsync(
        OutputCapture output, byte[] errorBegun, Func<int, TimeSpan, CommandResult> result, long start)
    {
        var copying = Task.WhenAll(output.PumpAsync(_channel.Output, _abandon.Token), CopyErrorAsync(errorBegun));
        // The outputs of a silent connection end later than its commands: their end is not waited for when the exit fails.
        _ = copying.ContinueWith(copied => copied.Exception, TaskScheduler.Default);
        var exitCode = await _channel.ExitAsync(_abandon.Token);
        await copying;
        return result(exitCode, Stopwatch.GetElapsedTime(start));
    }

    private async Task SendAsync(string line, CancellationToken cancellationToken)
    {
        try
        {
            await _channel.Input.WriteAsync(Encoding.ASCII.GetBytes(line), cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            // The leash is gone: the process ended before, or its connection broke. Completion reports which.
        }
    }

    /// <summary>Copies the error output, and ends the leash when the script reports that it holds no process.</summary>
    private async Task CopyErrorAsync(byte[] begun)
    {
        var error = new MarkedOutput(_channel.Error, SupervisorScript.Untied(Id), begun);
        await error.CopyToAsync(_error, _abandon.Token);
        await _channel.Input.DisposeAsync();
        _untied.TrySetResult();
        await error.CopyToAsync(_error, _abandon.Token);
    }
}
