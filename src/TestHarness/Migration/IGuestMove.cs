using TestHarness.Qemu.Machines;

namespace TestHarness.Migration;

/// <summary>A guest's way from one QEMU to another, whoever sends it; disposing it lets the console's input go on.</summary>
public interface IGuestMove : IAsyncDisposable
{
    QemuMachine Source { get; }

    QemuMachine Destination { get; }

    /// <summary>Goes on with the guest's console on the destination; the source must be ending.</summary>
    void Arrive();
}
