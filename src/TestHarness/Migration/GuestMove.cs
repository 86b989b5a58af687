using TestHarness.Guests;
using TestHarness.Guests.Console;
using TestHarness.Qemu.Machines;

namespace TestHarness.Migration;

/// <summary>A guest's way from one QEMU to another with its serial console, whoever sends it.</summary>
/// <param name="serial">The destination's serial port.</param>
/// <param name="input">The hold on the console's input.</param>
public abstract class GuestMove(Guest guest, QemuMachine destination, SerialConsoleStandby serial, IDisposable input) : IAsyncDisposable
{
    public Guest Guest { get; } = guest;

    public QemuMachine Source { get; } = guest.Machine;

    public QemuMachine Destination { get; } = destination;

    /// <summary>Whether the guest's console takes input again.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Goes on with the guest's console on the destination; the source must be ending.</summary>
    public void Arrive() => Guest.MoveTo(Destination, serial);

    /// <summary>Lets the console's input go on, wherever the guest is now.</summary>
    public ValueTask DisposeAsync()
    {
        if (Guest.Machine != Destination)
            serial.Dispose();
        input.Dispose();
        IsEnded = true;
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
