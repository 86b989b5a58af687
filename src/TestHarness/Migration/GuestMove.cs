using TestHarness.Guests;
using TestHarness.Guests.Console;
using TestHarness.Qemu.Machines;

namespace TestHarness.Migration;

/// <summary>A guest's way with its serial console from one QEMU to another, by the harness or by libvirt.</summary>
/// <param name="serial">The destination's serial port.</param>
/// <param name="input">The hold on the console's input.</param>
public abstract class GuestMove(
    Guest guest, QemuMachine destination, SerialConsoleStandby serial, IDisposable input) : IAsyncDisposable
{
    /// <summary>The guest.</summary>
    public Guest Guest { get; } = guest;

    /// <summary>The QEMU that the guest leaves.</summary>
    public QemuMachine Source { get; } = guest.Machine;

    /// <summary>The QEMU to which the guest moves.</summary>
    public QemuMachine Destination { get; } = destination;

    /// <summary>Whether the guest's console takes input again.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Moves the guest's console to the destination. The source must be about to end.</summary>
    public void Arrive() => Guest.MoveTo(Destination, serial);

    /// <summary>Releases the console's input, wherever the guest is now.</summary>
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
