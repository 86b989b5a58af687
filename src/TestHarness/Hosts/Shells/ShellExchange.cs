using System.Globalization;
using TestHarness.Failures;
using TestHarness.Hosts.Channels;
using TestHarness.Hosts.Scripts;

namespace TestHarness.Hosts.Shells;

/// <summary>
/// One command of a standing shell. Disposing it gives the shell back; a shell whose state is not known is thrown away.
/// </summary>
internal sealed class ShellExchange : ICommandRun
{
    private readonly string _nonce = Guid.NewGuid().ToString("n");
    private readonly StandingShell _shell;
    private readonly StandingShells _shells;
    private readonly string _command;
    private readonly MarkedOutput _markedOutput;
    private readonly MarkedOutput _markedError;
    private readonly OutputCapture _exitCode = OutputCapture.OfFirst();
    private bool _hasExited;
    private bool _isClean;

    public ShellExchange(StandingShell shell, StandingShells shells, string id, Command command)
    {
        (_shell, _shells) = (shell, shells);
        Output = command.StandardOutput is { } output ? OutputCapture.OfNothing(output) : OutputCapture.OfFirst();
        _command = ShellScript.Run(_nonce, id, command);
        _markedOutput = new(shell.Output, _nonce, []);
        _markedError = new(shell.Error, _nonce, []);
    }

    public OutputCapture Output { get; }

    public OutputCapture Error { get; } = OutputCapture.OfFirst();

    public bool HasExited => _hasExited || _shell.HasExited;

    /// <summary>
    /// Asks the shell for an answer before the command is sent: when the shell has died meanwhile, the command was not started,
    /// and another shell can run it.
    /// </summary>
    /// <returns>False when the shell has ended, its connection broke, or an output came before its answer.</returns>
    public async Task<bool> BeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(ShellScript.Begin(_nonce), stop => _markedError.CopyToAsync(Error, stop), cancellationToken)
                && Output.Bytes == 0 && Error.Bytes == 0;
        }
        catch (HarnessException)
        {
            // The connection broke while the shell was idle. The next shell opens a new one, or reports why there is none.
            return false;
        }
    }

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (!await AskAsync(_command, ReadErrorAsync, cancellationToken))
            return await _shell.Exit.WaitAsync(cancellationToken);

        _isClean = !_markedOutput.HasMore && !_markedError.HasMore;
        return int.Parse(_exitCode.Text, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    public void Abandon()
    {
        // There is nothing to do here: the shell ends when its command has been killed, and DisposeAsync throws a shell away that
        // is not clean.
    }

    /// <summary>A request that was on its way when the command was abandoned may come to the shell only now.</summary>
    public Task<bool> IsOverAsync() => _shell.EndAsync();

    public ValueTask DisposeAsync() => _isClean ? _shells.GiveBackAsync(_shell) : _shells.ThrowAwayAsync(_shell);

    /// <summary>
    /// Reads standard error: its first part, the exit code, and the output of processes that the command left behind.
    /// </summary>
    private async Task<bool> ReadErrorAsync(CancellationToken cancellationToken)
    {
        _hasExited = await _markedError.CopyToAsync(Error, cancellationToken)
            && await _markedError.CopyToAsync(_exitCode, cancellationToken);
        return _hasExited && await _markedError.CopyToAsync(Error, cancellationToken);
    }

    /// <summary>Sends a request and reads both outputs at the same time; returns whether both came to their last marks.</summary>
    private async Task<bool> AskAsync(
        string request, Func<CancellationToken, Task<bool>> readError, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = Task.WhenAll(_markedOutput.CopyToAsync(Output, stop.Token), readError(stop.Token));
        try
        {
            await _shell.SendAsync(request, cancellationToken);
            if (await Task.WhenAny(reading, _shell.Exit) == _shell.Exit)
                await _shell.Exit;
            return (await reading).All(isMarked => isMarked);
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
