using System.Text.RegularExpressions;
using TestHarness.Guests.Console;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp.Machine;

namespace TestHarness.Guests;

/// <summary>A guest on whichever QEMU runs it: its shell stays the same across migrations.</summary>
public sealed partial class Guest : IAsyncDisposable
{
    private readonly ConsoleShell _shell;
    private readonly GuestEnd _end;

    private Guest(QemuMachine machine, SerialConsole console, ConsoleShell shell, GuestEnd end)
    {
        Machine = machine;
        Console = console;
        (_shell, _end) = (shell, end);
    }

    /// <summary>The QEMU that runs the guest.</summary>
    public QemuMachine Machine { get; private set; }

    /// <summary>The guest's serial port.</summary>
    public SerialConsole Console { get; }

    /// <summary>The shell of the guest.</summary>
    public IGuestShell Shell => _shell;

    /// <summary>Waits until a guest has booted, and takes over its console.</summary>
    /// <param name="log">A stream to which everything that the guest prints is copied; null for none.</param>
    public static async Task<Guest> BootAsync(
        QemuMachine machine, Stream? log, TimeSpan bootTimeout, CancellationToken cancellationToken = default)
    {
        var console = await SerialConsole.ConnectAsync(machine.Serial, log, cancellationToken);
        var shell = await ConsoleShell.StartAsync(console, IsUp(), bootTimeout, cancellationToken: cancellationToken);
        return Watched(machine, console, shell);
    }

    /// <summary>Takes over the guest of a machine that has started from a template.</summary>
    /// <param name="log">A stream to which everything that the guest prints is copied; null for none.</param>
    public static async Task<Guest> ResumeAsync(
        QemuMachine machine, Stream? log, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var console = await SerialConsole.ConnectAsync(machine.Serial, log, cancellationToken);
        await machine.Qmp.AwaitRunningAsync(timeout, cancellationToken);
        return Watched(machine, console, ConsoleShell.OfTakenOver(console));
    }

    private static Guest Watched(QemuMachine machine, SerialConsole console, ConsoleShell shell)
    {
        var end = new GuestEnd(shell);
        end.Watch(machine.Qmp.Events, machine.Qmp.Events.Position);
        return new Guest(machine, console, shell, end);
    }

    /// <summary>Continues with the QEMU to which the guest has migrated; the old QEMU must be ending.</summary>
    public void MoveTo(QemuMachine destination, SerialConsoleStandby serial)
    {
        Console.MoveTo(serial);
        _end.Watch(destination.Qmp.Events, 0);
        Machine = destination;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.DisposeAsync();
        await Machine.DisposeAsync();
        await Console.DisposeAsync();
        _shell.Dispose();
    }

    /// <summary>Matches the line that the harness's guest (lab/guest/init) prints when its shell starts.</summary>
    [GeneratedRegex("init: the guest is up[^\n]*\n")]
    private static partial Regex IsUp();
}
