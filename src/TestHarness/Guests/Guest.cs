using TestHarness.Guests.Access;
using TestHarness.Guests.Console;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp.Machine;

namespace TestHarness.Guests;

/// <summary>A guest on whichever QEMU runs it: its shell stays the same across migrations.</summary>
public sealed class Guest : IAsyncDisposable
{
    private readonly GuestSession _session;
    private readonly GuestEnd _end;

    private Guest(QemuMachine machine, SerialConsole console, GuestSession session, GuestEnd end)
    {
        Machine = machine;
        Console = console;
        (_session, _end) = (session, end);
    }

    /// <summary>The QEMU that runs the guest.</summary>
    public QemuMachine Machine { get; private set; }

    /// <summary>The guest's serial port.</summary>
    public SerialConsole Console { get; }

    /// <summary>The shell of the guest.</summary>
    public IGuestShell Shell => _session;

    /// <summary>The way into the guest, in words.</summary>
    public string Access => _session.Description;

    /// <summary>Whether something in the guest answers; false for a guest without any way in.</summary>
    public bool Answers => _session is not NoShell;

    /// <summary>Waits until a guest of the harness's own image has booted, and takes over its console.</summary>
    /// <param name="log">A stream to which everything that the guest prints is copied; null for none.</param>
    public static Task<Guest> BootAsync(
        QemuMachine machine, Stream? log, TimeSpan bootTimeout, CancellationToken cancellationToken = default) =>
        BootAsync(machine, new BuiltInAccess(), log, bootTimeout, cancellationToken);

    /// <summary>Waits until a guest has booted and answers.</summary>
    /// <param name="log">A stream to which everything that the guest prints is copied; null for none.</param>
    public static async Task<Guest> BootAsync(
        QemuMachine machine,
        GuestAccess access,
        Stream? log,
        TimeSpan bootTimeout,
        CancellationToken cancellationToken = default)
    {
        var console = await SerialConsole.ConnectAsync(machine.Serial, log, cancellationToken);
        return Watched(machine, console, await EnterAsync(
            console, token => access.EnterAsync(machine, console, bootTimeout, token), cancellationToken));
    }

    /// <summary>Takes over the guest of a machine that has started from a template.</summary>
    /// <param name="log">A stream to which everything that the guest prints is copied; null for none.</param>
    public static async Task<Guest> ResumeAsync(
        QemuMachine machine, GuestAccess access, Stream? log, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var console = await SerialConsole.ConnectAsync(machine.Serial, log, cancellationToken);
        await machine.Qmp.AwaitRunningAsync(timeout, cancellationToken);
        return Watched(machine, console, await EnterAsync(
            console, token => access.ReenterAsync(machine, console, timeout, token), cancellationToken));
    }

    /// <summary>Enters a guest. A QEMU that ends closes the console, and nothing else tells the ways in about it.</summary>
    private static async Task<GuestSession> EnterAsync(
        SerialConsole console, Func<CancellationToken, Task<GuestSession>> enter, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var entering = enter(over.Token);
        var end = console.AwaitEndAsync("waiting for the guest to answer", over.Token);
        var ended = await Task.WhenAny(entering, end) == end;
        await over.CancelAsync();
        await ((Task)Task.WhenAll(entering, end)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (ended && entering.IsCanceled)
            await end;
        return await entering;
    }

    private static Guest Watched(QemuMachine machine, SerialConsole console, GuestSession session)
    {
        var end = new GuestEnd(session);
        end.Watch(machine.Qmp.Events, machine.Qmp.Events.Position);
        return new Guest(machine, console, session, end);
    }

    /// <summary>Continues with the QEMU to which the guest has migrated; the old QEMU must be ending.</summary>
    public void MoveTo(QemuMachine destination, SerialConsoleStandby serial)
    {
        Console.MoveTo(serial);
        _session.MoveTo(destination);
        _end.Watch(destination.Qmp.Events, 0);
        Machine = destination;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.DisposeAsync();
        await _session.DisposeAsync();
        await Machine.DisposeAsync();
        await Console.DisposeAsync();
    }
}
