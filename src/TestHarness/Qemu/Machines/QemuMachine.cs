using System.Net;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Qmp;

namespace TestHarness.Qemu.Machines;

/// <summary>
/// A QEMU process on a host, with its monitor. A QEMU that the harness starts ends with the harness, and also has an entry in the
/// ledger.
/// </summary>
public sealed class QemuMachine : IAsyncDisposable
{
    private static readonly TimeSpan QuitTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Longer than the 15 s after which a connection to a silent host is given up.</summary>
    internal static readonly TimeSpan SilenceBound = TimeSpan.FromSeconds(20);

    private readonly UndoLedger _ledger;
    private readonly LedgerEntry _entry;
    private readonly IHostProcess _process;
    private readonly IForward _monitor;
    private readonly IForward _serial;
    private bool _isStopped;
    private bool _hasEndedItself;

    private QemuMachine(
        MachineSite site, LedgerEntry entry, IHostProcess process, IForward monitor, IForward serial, QmpClient qmp)
    {
        (Name, Host, Directory, Qmp) = (site.Name, site.Host, site.Directory, qmp);
        (_ledger, _entry, _process, _monitor, _serial) = (site.Ledger, entry, process, monitor, serial);
    }

    /// <summary>The name in messages.</summary>
    public string Name { get; }

    /// <summary>The host on which QEMU runs.</summary>
    public IHost Host { get; }

    /// <summary>The directory of the host with QEMU's sockets.</summary>
    public string Directory { get; }

    /// <summary>The harness's session with QEMU's monitor.</summary>
    public QmpClient Qmp { get; }

    /// <summary>The guest's serial port, as reachable from this machine.</summary>
    public EndPoint Serial => _serial.Local;

    /// <summary>QEMU's process id on its host.</summary>
    public int ProcessId => _process.ProcessId;

    /// <summary>Whether <see cref="StopAsync"/> or <see cref="LeaveRunningAsync"/> was called.</summary>
    public bool IsStopped => _isStopped;

    /// <summary>Whether QEMU runs, and neither <see cref="StopAsync"/> nor <see cref="LeaveRunningAsync"/> was called.</summary>
    public bool IsRunning => !_isStopped && !_process.Completion.IsCompleted;

    /// <summary>The last 8 KiB that QEMU has written to standard error.</summary>
    public string StandardError => _process.StandardErrorTail;

    /// <summary>Starts a QEMU and connects to it; ends QEMU again when that fails.</summary>
    /// <exception cref="HarnessException">Class provision: QEMU ended at once; the message has its standard error.</exception>
    public static async Task<QemuMachine> StartAsync(MachineStart start, CancellationToken cancellationToken = default)
    {
        var (id, site) = (ProcessTag.NewId(), start.Site);
        var command = start.Command.WithEnvironment(ProcessTag.Variable, id);
        var entry = await site.Ledger.RecordAsync(site.Host, $"QEMU {site.Name}", HostProcesses.End(id));
        IHostProcess? process = null;
        try
        {
            process = await site.Host.StartAsync(command, cancellationToken);
            return await AttachAsync(site, entry, process, cancellationToken);
        }
        catch (Exception exception)
        {
            // The undo ends what the disposal does not end, or reports it.
            if (process is not null)
                await process.DisposeAsync().AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (await site.Ledger.UndoAsync(entry, site.Host, CancellationToken.None) is { } leak)
                throw LedgerScope.WithLeak(exception, entry.Description, leak);
            throw;
        }
    }

    /// <summary>
    /// Connects to a QEMU that was started with the site's sockets; the process and the entry then belong to the machine.
    /// </summary>
    /// <exception cref="HarnessException">Class provision: QEMU ended at once; the message has its standard error.</exception>
    internal static async Task<QemuMachine> AttachAsync(
        MachineSite site, LedgerEntry entry, IHostProcess process, CancellationToken cancellationToken)
    {
        var forwards = new List<IForward>();
        try
        {
            forwards.Add(await site.Host.ForwardAsync(site.Monitor, cancellationToken));
            forwards.Add(await site.Host.ForwardAsync(site.Serial, cancellationToken));
            var qmp = await ConnectAsync(site, process, forwards[0].Local, cancellationToken);
            return new QemuMachine(site, entry, process, forwards[0], forwards[1], qmp);
        }
        catch
        {
            foreach (var forward in forwards)
                await forward.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Ends QEMU by its monitor, or by force when the monitor does not answer. The ledger keeps a QEMU whose end was not seen.
    /// The method has a time limit of its own, and cannot be cancelled: a cancelled scenario calls it too.
    /// </summary>
    /// <returns>QEMU's exit code and standard error.</returns>
    /// <exception cref="HarnessException">
    /// Class ssh: the connection broke, so that QEMU's end was not seen. Class leak: QEMU did not end.
    /// </exception>
    public async Task<CommandResult> StopAsync()
    {
        if (!_isStopped)
        {
            _isStopped = true;
            _hasEndedItself = _process.Completion.IsCompleted || Qmp.Closed.IsCompleted;
            await Teardown.RunAsync(
                QuitAsync,
                () => Qmp.DisposeAsync().AsTask(),
                () => _process.DisposeAsync().AsTask(),
                () => _serial.DisposeAsync().AsTask(),
                () => _monitor.DisposeAsync().AsTask(),
                SettleAsync);
        }

        return await _process.Completion;
    }

    /// <summary>
    /// Unties QEMU from the harness, so that it outlives the harness, and ends the harness's own sessions with it. The ledger
    /// keeps its entry.
    /// </summary>
    /// <exception cref="HarnessException">Class ssh: the connection broke, and QEMU with it.</exception>
    public async Task LeaveRunningAsync(CancellationToken cancellationToken = default)
    {
        if (_isStopped)
            return;
        await _process.LeaveRunningAsync(cancellationToken);
        _isStopped = true;
        await Teardown.RunAsync(
            () => Qmp.DisposeAsync().AsTask(),
            () => _serial.DisposeAsync().AsTask(),
            () => _monitor.DisposeAsync().AsTask());
    }

    /// <summary>
    /// Returns the failure of the connection to the host, when the connection broke and QEMU ended with it. A closed monitor is
    /// the first sign of that; the connection's own failure may come a moment later.
    /// </summary>
    /// <returns>The failure; null when the connection did not break.</returns>
    public async Task<HarnessException?> FindConnectionFailureAsync()
    {
        if (Qmp.Closed.IsCompleted)
            await ((Task)_process.Completion.WaitAsync(SilenceBound, CancellationToken.None))
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _process.Completion.Exception?.InnerException as HarnessException;
    }

    /// <summary>
    /// Returns the end of a QEMU that has ended by itself; null when QEMU runs or was ended by the harness. A QEMU that was told
    /// to quit and exits with an error was about to end by itself.
    /// </summary>
    public CommandResult? FindEnd() =>
        _process.Completion is { IsCompletedSuccessfully: true, Result: var end }
        && (!_isStopped || _hasEndedItself || end.ExitCode is > 0 and < 128)
            ? end
            : null;

    /// <summary>Kills QEMU as a crash would, for scenarios about the effects of a crash.</summary>
    /// <exception cref="HarnessException">Class leak: QEMU's end was not seen in time.</exception>
    public async Task KillAsync(CancellationToken cancellationToken = default)
    {
        await _process.SignalAsync(HostSignal.Kill, cancellationToken);
        if (!await HasEndedAsync(_process, QuitTimeout, cancellationToken))
            throw new HarnessException(
                FailureClass.Leak,
                $"QEMU {Name} on {Host.Name} (process {ProcessId}) was killed, but did not end in {QuitTimeout.TotalSeconds} s");
    }

    /// <summary>Ends QEMU, unless <see cref="StopAsync"/> was called, which has then reported the end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_isStopped)
            await StopAsync();
    }

    /// <summary>
    /// Ends QEMU by its monitor; kills a QEMU that does not quit, and waits for its end, which its exit code then shows.
    /// </summary>
    private async Task QuitAsync()
    {
        if (_process.Completion.IsCompleted || Qmp.Closed.IsCompleted)
            return;
        try
        {
            await Qmp.QuitAsync(QuitTimeout, CancellationToken.None);
            await _process.Completion.WaitAsync(QuitTimeout, CancellationToken.None);
        }
        catch (Exception exception) when (exception is HarnessException or TimeoutException)
        {
            // QEMU does not answer or does not end: it is killed, and its exit code reports that.
            await _process.SignalAsync(HostSignal.Kill, CancellationToken.None);
            await HasEndedAsync(_process, QuitTimeout, CancellationToken.None);
        }
    }

    /// <summary>
    /// Marks the entry as undone when QEMU's end was seen. The harness observes a process that is not its own with a separate
    /// process, whose end is not QEMU's end: such an entry has a look, and is undone.
    /// </summary>
    private async Task SettleAsync()
    {
        if (_entry.Look is not null)
            await _ledger.UndoAsync(_entry, Host, CancellationToken.None);
        else if (_process.Completion.IsCompletedSuccessfully)
            await _ledger.CompleteAsync(_entry);
    }

    private static async Task<QmpClient> ConnectAsync(
        MachineSite site, IHostProcess process, EndPoint monitor, CancellationToken cancellationToken)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var connect = QmpClient.ConnectAsync(site.Name, monitor, site.Qmp, giveUp.Token);
        if (await Task.WhenAny(connect, process.Completion) == connect)
        {
            try
            {
                return await connect;
            }
            catch (HarnessException) when (!cancellationToken.IsCancellationRequested)
            {
                // A QEMU that refuses an option may have opened its monitor before, and closes it a moment before it ends.
                if (!await HasEndedAsync(process, TimeSpan.FromSeconds(1), cancellationToken))
                    throw;
            }
        }

        await giveUp.CancelAsync();
        var end = await process.Completion;
        throw new HarnessException(
            FailureClass.Provision,
            $"QEMU {site.Name} on {site.Host.Name} ended at once with {end.ExitCode}: {end.StandardError.Trim()}");
    }

    private static async Task<bool> HasEndedAsync(
        IHostProcess process, TimeSpan within, CancellationToken cancellationToken = default)
    {
        try
        {
            await process.Completion.WaitAsync(within, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            // The process still runs, which the caller handles.
            return false;
        }
    }
}
