using TestHarness.Guests;
using TestHarness.Guests.Console;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Migration;

/// <summary>Moves a guest to a QEMU that waits for it, with its serial console.</summary>
public sealed class GuestMigration : GuestMove
{
    private GuestMigration(Guest guest, QemuMachine destination, LiveMigration live, SerialConsoleStandby serial, IDisposable input)
        : base(guest, destination, serial, input) => Live = live;

    public LiveMigration Live { get; }

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

    /// <summary>Waits for the end; of a completed migration the guest is on the destination afterwards, and the source still to be ended.</summary>
    public async Task<LegResult> CompleteAsync(IProgress<MigrationInfo>? progress, CancellationToken cancellationToken = default)
    {
        var result = await Live.CompleteAsync(progress, cancellationToken);
        if (result.Status == MigrationStatus.Completed)
            Guest.Console.Leave();
        return result;
    }
}

/// <summary>By which address a destination is reached.</summary>
/// <param name="ListenUri">Where the incoming QEMU listens, for example <c>tcp:127.0.0.1:0</c>.</param>
/// <param name="DestinationAddress">The name by which the source's host knows the destination's; what QEMU tells unless given.</param>
public sealed record MigrationRoute(string ListenUri, string? DestinationAddress);
