using TestHarness.Guests.Console;
using TestHarness.Qemu.Machines;

namespace TestHarness.Guests.Access;

/// <summary>No way into the guest, which is then checked from outside.</summary>
public sealed record NoAccess : GuestAccess
{
    /// <inheritdoc/>
    public override Task<GuestSession> EnterAsync(
        QemuMachine machine, SerialConsole console, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        Task.FromResult<GuestSession>(new NoShell(console));
}
