using TestHarness.Guests;
using TestHarness.Guests.Console;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Migration;

/// <summary>A migration of a guest and its serial console to a QEMU that waits for the guest.</summary>
public sealed class GuestMigration : GuestMove
{
    private GuestMigration(
        Guest guest, QemuMachine destination, LiveMigration live, SerialConsoleStandby serial, IDisposable input)
        : base(guest, destination, serial, input) => Live = live;

    /// <summary>The migration between the two QEMUs.</summary>
    public LiveMigration Live { get; }

    /// <summary>Connects to the destination's serial port, holds the console's input and starts the migration.</summary>
    /// <exception cref="Failures.HarnessException">
    /// Class preflight: the migration cannot be started. Class migration: postcopy does not begin.
    /// </exception>
    public static async Task<GuestMigration> StartAsync(
        Guest guest,
        QemuMachine destination,
        MigrationOptions options,
        MigrationRoute route,
        CancellationToken cancellationToken = default)
    {
        var serial = await SerialConsoleStandby.ConnectAsync(destination.Serial, cancellationToken);
        IDisposable? input = null;
        try
        {
            var way = $" from {guest.Machine.Name} to {destination.Name}";
            input = await guest.Console.HoldInputAsync(way, options.Timeout, cancellationToken);
            var live = await LiveMigration.StartAsync(
                guest.Machine.Qmp, destination.Qmp, options, route.ListenUri, route.DestinationAddress, cancellationToken);
            return new GuestMigration(guest, destination, live, serial, input);
        }
        catch
        {
            input?.Dispose();
            serial.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Waits for the end of the migration. After a completed one the guest is on the destination; the caller ends the source.
    /// </summary>
    public async Task<LegResult> CompleteAsync(IProgress<MigrationInfo>? progress, CancellationToken cancellationToken = default)
    {
        var result = await Live.CompleteAsync(progress, cancellationToken);
        if (result.Status == MigrationStatus.Completed)
            Guest.Console.Leave();
        return result;
    }
}

/// <summary>The address by which a source reaches a destination.</summary>
/// <param name="ListenUri">The address on which the incoming QEMU listens, for example <c>tcp:127.0.0.1:0</c>.</param>
/// <param name="DestinationAddress">
/// The name by which the source's host knows the destination's; null for the address that QEMU reports.
/// </param>
public sealed record MigrationRoute(string ListenUri, string? DestinationAddress);
