using System.Text.RegularExpressions;
using TestHarness.Guests.Console;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp.Machine;

namespace TestHarness.Guests;

/// <summary>A guest, whichever QEMU it is on: its shell stays the same across migrations.</summary>
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

    public QemuMachine Machine { get; private set; }

    public SerialConsole Console { get; }

    public IGuestShell Shell => _shell;

    /// <param name="log">Where all that the guest prints is copied to.</param>
    public static async Task<Guest> BootAsync(
        QemuMachine machine, Stream? log, TimeSpan bootTimeout, CancellationToken cancellationToken = default)
    {
        var console = await SerialConsole.ConnectAsync(machine.Serial, log, cancellationToken);
        var shell = await ConsoleShell.StartAsync(console, IsUp(), bootTimeout, cancellationToken: cancellationToken);
        return Watched(machine, console, shell);
    }

    /// <summary>The guest of a machine that has started from a template.</summary>
    /// <param name="log">Where all that the guest prints is copied to.</param>
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

    /// <summary>The guest has left its QEMU, which must be ending, for another.</summary>
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

    /// <summary>What the harness's guest (lab/guest/init) prints when its shell starts.</summary>
    [GeneratedRegex("init: the guest is up[^\n]*\n")]
    private static partial Regex IsUp();
}
