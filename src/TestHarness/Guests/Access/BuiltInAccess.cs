using System.Text.RegularExpressions;
using TestHarness.Guests.Console;
using TestHarness.Qemu.Machines;

namespace TestHarness.Guests.Access;

/// <summary>The shell that the harness's own guest (lab/guest/init) runs on its serial port.</summary>
public sealed partial record BuiltInAccess : GuestAccess
{
    /// <inheritdoc/>
    public override async Task<GuestSession> EnterAsync(
        QemuMachine machine, SerialConsole console, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        await ConsoleShell.StartAsync(console, IsUp(), timeout, cancellationToken: cancellationToken);

    /// <inheritdoc/>
    public override Task<GuestSession> ReenterAsync(
        QemuMachine machine, SerialConsole console, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        Task.FromResult<GuestSession>(ConsoleShell.OfTakenOver(console));

    [GeneratedRegex("init: the guest is up[^\n]*\n")]
    private static partial Regex IsUp();
}
