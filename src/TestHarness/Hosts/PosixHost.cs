using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using TestHarness.Failures;
using TestHarness.Hosts.Channels;
using TestHarness.Hosts.Scripts;
using TestHarness.Hosts.Shells;
using TestHarness.Hosts.Sudo;

namespace TestHarness.Hosts;

/// <summary>The common part of all transports: commands are wrapped in the same small scripts, wherever they run.</summary>
public abstract partial class PosixHost : IHost
{
    private const string Killed = "was killed";

    private static readonly TimeSpan ShellsIdleBound = TimeSpan.FromSeconds(30);

    private static readonly ImmutableArray<string> InLocaleC = ["env", "LC_ALL=C"];

    private readonly StandingShells _shells;
    private readonly SudoAccess? _sudo;

    private protected PosixHost(string name, HostConnection connection)
    {
        Name = name;
        Connection = connection;
        _shells = new(OpenScriptAsync, ShellsIdleBound);
        _sudo = connection is SshConnection { Destination: { Sudo: true } destination } ? new(destination) : null;
    }

    public string Name { get; }

    public HostConnection Connection { get; }

    public async Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        var id = ProcessTag.Of(command);
        var start = Stopwatch.GetTimestamp();
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(command.Timeout);
        await using var run = await OpenInTimeAsync(
            () => BeginAsync(id, command, bound.Token), command, command.Timeout, bound.Token, cancellationToken);
        try
        {
            var exitCode = await run.RunAsync(bound.Token);
            ThrowIfNotFound(exitCode, run.Error.Text, command);
            return Result(command, exitCode, run.Output, run.Error, Stopwatch.GetElapsedTime(start));
        }
        catch (OperationCanceledException) when (bound.IsCancellationRequested)
        {
            var state = run.HasExited
                ? "it had ended, but a process it left behind held its output open"
                : "it was still running";
            var killed = await AbortAsync(run, id);
            cancellationToken.ThrowIfCancellationRequested();
            throw new HarnessException(FailureClass.Provision, $"{TimedOut(command, run)}; {state} and {killed}");
        }
        catch
        {
            await AbortAsync(run, id);
            throw;
        }
    }

    public abstract Task<IForward> ForwardAsync(EndPoint endPoint, CancellationToken cancellationToken = default);

    public async ValueTask DisposeAsync()
    {
        await _shells.DisposeAsync();
        await DisposeCarrierAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the transport, after the standing shells have ended.</summary>
    private protected abstract ValueTask DisposeCarrierAsync();

    /// <summary>
    /// Closes an idle standing shell, because another command needs its session; returns false when no shell is idle.
    /// </summary>
    private protected Task<bool> CloseIdleShellAsync() => _shells.CloseOneAsync();

    /// <summary>Starts a program on the host; every word reaches it unchanged, without shell expansion.</summary>
    private protected abstract Task<Channel> OpenAsync(ImmutableArray<string> words, CancellationToken cancellationToken);

    /// <summary>
    /// Starts one of the harness's scripts on the host: as root where the user has sudo, and with messages and numbers of the
    /// locale C, whatever the locale of the host or of this machine is.
    /// </summary>
    private async Task<Channel> OpenScriptAsync(ImmutableArray<string> words, CancellationToken cancellationToken)
    {
        if (_sudo is null)
            return await OpenAsync([.. InLocaleC, .. words], cancellationToken);
        await _sudo.RequireAsync(Name, check => OpenAsync([.. InLocaleC, .. check], cancellationToken), cancellationToken);
        return await OpenAsync([.. SudoAccess.Prefix, .. InLocaleC, .. words], cancellationToken);
    }

    /// <summary>
    /// Begins a command over a standing shell, which costs two processes on the host, or over a channel of its own. A command
    /// with an input or a stream has its own: a shell's input is its requests, and a caller's slow stream would keep the shell
    /// busy. A <see cref="PromptStream"/> is never slow.
    /// </summary>
    private async Task<ICommandRun> BeginAsync(string id, Command command, CancellationToken cancellationToken)
    {
        if (command is { StandardInput: null, StandardOutput: null or PromptStream, StandardError: null }
            && await _shells.BeginAsync(id, command, cancellationToken) is { } run)
            return run;
        return new Exchange(await OpenScriptAsync(RunScript.Words(id, command), cancellationToken), command);
    }

    /// <summary>Opens a channel or a shell for a command within a time limit, which includes connecting to the host.</summary>
    /// <exception cref="HarnessException">Class ssh: the host was not reached within the bound; nothing was started.</exception>
    private async Task<T> OpenInTimeAsync<T>(
        Func<Task<T>> open,
        Command command,
        TimeSpan bound,
        CancellationToken bounded,
        CancellationToken cancellationToken)
    {
        try
        {
            return await open();
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

    /// <summary>
    /// Gives a command up and ends all its processes on the host, also those that a standing shell starts meanwhile; returns a
    /// description of the outcome for a message.
    /// </summary>
    private async Task<string> AbortAsync(ICommandRun run, string id)
    {
        var outcome = await AbortAsync(run.Abandon, id);
        return outcome != Killed || await run.IsOverAsync() ? outcome : await AbortAsync(run.Abandon, id);
    }

    /// <summary>
    /// Gives a command up and ends all its processes on the host; returns a description of the outcome for a message.
    /// </summary>
    private async Task<string> AbortAsync(Action abandon, string id)
    {
        abandon();
        var end = HostProcesses.End(id);
        using var bound = new CancellationTokenSource(end.Timeout);
        try
        {
            await using var exchange =
                new Exchange(await OpenScriptAsync(RunScript.Words(ProcessTag.NewId(), end), bound.Token), end);
            return await exchange.RunAsync(bound.Token) == 0
                ? Killed
                : $"could not be killed: {exchange.Error.Text.Trim()}";
        }
        catch (Exception exception) when (exception is HarnessException or OperationCanceledException)
        {
            // The script on the host bounds the command too, so it ends without this.
            return $"could not be killed, but ends by itself soon: {exception.Message}";
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

    private string TimedOut(Command command, ICommandRun run)
    {
        var output = string.IsNullOrWhiteSpace(run.Error.Text) ? run.Output.Text : run.Error.Text;
        var last = output.Trim() is { Length: > 0 } text
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
