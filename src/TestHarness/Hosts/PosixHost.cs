using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using TestHarness.Failures;
using TestHarness.Hosts.Channels;
using TestHarness.Hosts.Scripts;

namespace TestHarness.Hosts;

/// <summary>What every transport has in common: commands are wrapped in the same small scripts, wherever they run.</summary>
public abstract partial class PosixHost : IHost
{
    private protected PosixHost(string name, HostConnection connection)
    {
        Name = name;
        Connection = connection;
    }

    public string Name { get; }

    public HostConnection Connection { get; }

    public async Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        var id = ProcessTag.Of(command);
        var start = Stopwatch.GetTimestamp();
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(command.Timeout);
        var words = RunScript.Words(id, command);
        await using var channel = await OpenInTimeAsync(words, command, command.Timeout, bound.Token, cancellationToken);
        var exchange = new Exchange(channel, command);
        try
        {
            var exitCode = await exchange.RunAsync(bound.Token);
            ThrowIfNotFound(exitCode, exchange.Error.Text, command);
            return Result(command, exitCode, exchange.Output, exchange.Error, Stopwatch.GetElapsedTime(start));
        }
        catch (OperationCanceledException) when (bound.IsCancellationRequested)
        {
            var state = channel.HasExited
                ? "it had ended, but a process it left behind held its output open"
                : "it was still running";
            var killed = await AbortAsync(channel, id);
            cancellationToken.ThrowIfCancellationRequested();
            throw new HarnessException(FailureClass.Provision, $"{TimedOut(command, exchange)}; {state} and {killed}");
        }
        catch
        {
            await AbortAsync(channel, id);
            throw;
        }
    }

    public abstract Task<IForward> ForwardAsync(EndPoint endPoint, CancellationToken cancellationToken = default);

    public abstract ValueTask DisposeAsync();

    /// <summary>Starts a program on the host; every word reaches it unchanged, without shell expansion.</summary>
    private protected abstract Task<Channel> OpenAsync(ImmutableArray<string> words, CancellationToken cancellationToken);

    /// <summary>Starts these words within a bound, of which connecting to the host is a part.</summary>
    /// <exception cref="HarnessException">Class ssh: the host was not reached within the bound; nothing was started.</exception>
    private async Task<Channel> OpenInTimeAsync(
        ImmutableArray<string> words,
        Command command,
        TimeSpan bound,
        CancellationToken bounded,
        CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAsync(words, bounded);
        }
        catch (OperationCanceledException exception) when (bounded.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new HarnessException(
                FailureClass.Ssh,
                $"host {Name} was not reached within {bound.TotalSeconds:0.###} s, so '{command}' was not started there",
                exception);
        }
    }

    /// <summary>Ends the channel and every process of the command on the host; tells what came of it.</summary>
    private async Task<string> AbortAsync(Channel channel, string id)
    {
        channel.Kill();
        var end = HostProcesses.End(id);
        using var bound = new CancellationTokenSource(end.Timeout);
        try
        {
            await using var ending = await OpenAsync(RunScript.Words(ProcessTag.NewId(), end), bound.Token);
            var exchange = new Exchange(ending, end);
            return await exchange.RunAsync(bound.Token) == 0
                ? "was killed"
                : $"could not be killed: {exchange.Error.Text.Trim()}";
        }
        catch (Exception failure) when (failure is HarnessException or OperationCanceledException)
        {
            return $"could not be killed, but ends by itself soon: {failure.Message}";
        }
    }

    private CommandResult Result(Command command, int exitCode, OutputCapture output, OutputCapture error, TimeSpan duration) =>
        new(Name, command.ToString(), exitCode, output.Text, error.Text, duration)
        {
            StandardOutputBytes = output.Bytes,
            StandardErrorBytes = error.Bytes,
            StandardOutputCut = output.Cut,
            StandardErrorCut = error.Cut,
        };

    private string TimedOut(Command command, Exchange exchange)
    {
        var said = string.IsNullOrWhiteSpace(exchange.Error.Text) ? exchange.Output.Text : exchange.Error.Text;
        var last = said.Trim() is { Length: > 0 } text
            ? $"its last output: {text[^Math.Min(text.Length, 2000)..]}"
            : "it printed nothing";
        return $"'{command}' on {Name} did not end within {command.Timeout.TotalSeconds:0.###} s ({last})";
    }

    private void ThrowIfNotFound(int exitCode, string error, Command command)
    {
        if (exitCode == 127 && error.Contains(RunScript.NotFound + command.Program + '\n', StringComparison.Ordinal))
            throw new HarnessException(
                FailureClass.Preflight,
                $"program '{command.Program}' was not found on {Name}, or is not executable; install it there");
    }
}
