using System.Collections.Immutable;
using TestHarness.Hosts.Channels;
using TestHarness.Hosts.Scripts;

namespace TestHarness.Hosts.Shells;

/// <summary>
/// The standing shells of a host; the shell that was used last is used next. A host with a single command needs none, so the
/// first command is refused. Idle shells are closed when the host has had no command for a time.
/// </summary>
/// <param name="open">Starts the words of a command on the host.</param>
/// <param name="idleBound">The time for which idle shells stay open.</param>
internal sealed class StandingShells(
    Func<ImmutableArray<string>, CancellationToken, Task<Channel>> open, TimeSpan idleBound) : IAsyncDisposable
{
    /// <summary>The largest number of shells at once; further commands have channels of their own.</summary>
    /// <value>4 of the 10 sessions that sshd allows on a connection by default.</value>
    private const int Most = 4;

    private readonly Lock _gate = new();
    private readonly List<StandingShell> _idle = [];
    private Timer? _sweep;
    private Task _sweeping = Task.CompletedTask;
    private int _count;
    private bool _isFirst = true;
    private bool _isClosed;

    /// <summary>Takes an idle shell that answers, or opens one.</summary>
    /// <returns>The exchange that runs the command; null when the command needs a channel of its own.</returns>
    public async Task<ShellExchange?> BeginAsync(string id, Command command, CancellationToken cancellationToken)
    {
        while (TakeIdle(last: true) is { } idle)
        {
            if (await AskAsync(idle, id, command, cancellationToken) is { } exchange)
                return exchange;
        }

        return TryAdd() ? await OpenAsync(id, command, cancellationToken) : null;
    }

    /// <summary>Takes back a shell that is ready for another command.</summary>
    public ValueTask GiveBackAsync(StandingShell shell)
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                _idle.Add(shell);
                _sweep ??= new(_ => Sweep());
                _sweep.Change(idleBound, Timeout.InfiniteTimeSpan);
                return ValueTask.CompletedTask;
            }
        }

        return ThrowAwayAsync(shell);
    }

    /// <summary>Closes a shell that cannot be used again.</summary>
    public async ValueTask ThrowAwayAsync(StandingShell shell)
    {
        await shell.DisposeAsync();
        lock (_gate)
            _count--;
    }

    /// <summary>Closes the idle shell that was used longest ago; returns false when no shell is idle.</summary>
    public async Task<bool> CloseOneAsync()
    {
        if (TakeIdle(last: false) is not { } shell)
            return false;
        await ThrowAwayAsync(shell);
        return true;
    }

    /// <summary>Closes the idle shells at once, and each other shell when its command has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        Close();
        Sweep();
        await _sweeping;
        if (_sweep is not null)
            await _sweep.DisposeAsync();
    }

    private async Task<ShellExchange?> OpenAsync(string id, Command command, CancellationToken cancellationToken)
    {
        StandingShell shell;
        try
        {
            shell = new(await open(ShellScript.Words, cancellationToken));
        }
        catch
        {
            lock (_gate)
                _count--;
            throw;
        }

        var exchange = await AskAsync(shell, id, command, cancellationToken);

        // A new shell that ended by itself lacks something on the host, such as a directory for its FIFOs.
        if (exchange is null && shell.Exit.IsCompletedSuccessfully)
            Close();
        return exchange;
    }

    private async Task<ShellExchange?> AskAsync(
        StandingShell shell, string id, Command command, CancellationToken cancellationToken)
    {
        var exchange = new ShellExchange(shell, this, id, command);
        try
        {
            if (shell.TryAddCommand() && await exchange.BeginAsync(cancellationToken))
                return exchange;
        }
        catch
        {
            await exchange.DisposeAsync();
            throw;
        }

        await exchange.DisposeAsync();
        return null;
    }

    private StandingShell? TakeIdle(bool last)
    {
        lock (_gate)
        {
            if (_idle.Count == 0)
                return null;
            var shell = _idle[last ? ^1 : 0];
            _idle.Remove(shell);
            return shell;
        }
    }

    private void Close()
    {
        lock (_gate)
            _isClosed = true;
    }

    private void Sweep()
    {
        lock (_gate)
        {
            var closing = _idle.Select(shell => Task.Run(() => ThrowAwayAsync(shell).AsTask())).ToList();
            _idle.Clear();
            _sweeping = Task.WhenAll([_sweeping, .. closing]);
        }
    }

    private bool TryAdd()
    {
        lock (_gate)
        {
            var canAdd = !_isFirst && !_isClosed && _count < Most;
            _isFirst = false;
            _count += canAdd ? 1 : 0;
            return canAdd;
        }
    }
}
