using TestHarness.Failures;
using TestHarness.Migration;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.Machines;

namespace TestHarness.Labs.Recipes;

/// <summary>The migrations of a guest whose QEMUs the harness starts itself; one at a time.</summary>
internal sealed class QemuMigrations(PlacedGuest guest)
{
    private GuestMigration? _last;

    // The source's standard error about abandoned migrations, which is not a fault of the guest.
    private string _expectedComplaint = "";

    /// <summary>Starts a migration to an incoming QEMU, and records the commands.</summary>
    /// <exception cref="HarnessException">Class config: another migration of the guest is under way.</exception>
    public async Task<GuestMigration> StartAsync(
        QemuMachine destination, GuestPlace to, MigrationOptions options, CancellationToken cancellationToken)
    {
        RequireNone();
        guest.Lab.Record(MigrationByHand.Steps(guest.Guest.Machine, destination, options).AsSpan());
        guest.DestinationStarts(destination.Qmp);
        return _last = await GuestMigration.StartAsync(
            guest.Guest, destination, options, await Route.BetweenAsync(guest.Place.Host, to.Host, cancellationToken),
            cancellationToken);
    }

    /// <summary>Ends a migration that does not complete, and its destination; the guest stays on the source.</summary>
    /// <param name="end">Ends the migration.</param>
    public async Task<LegResult> AbandonAsync(GuestMigration migration, Func<LiveMigration, Task<LegResult>> end)
    {
        var result = await end(migration.Live);
        await migration.DisposeAsync();
        await migration.Destination.StopAsync();
        _expectedComplaint = migration.Source.StandardError;
        return result;
    }

    /// <summary>
    /// Returns the standard error that is expected of the QEMU that the guest leaves; the next QEMU is expected to write none.
    /// </summary>
    public string TakeExpectedComplaint()
    {
        var complaint = _expectedComplaint;
        _expectedComplaint = "";
        return complaint;
    }

    /// <summary>Refuses a second migration while one is under way: it would wait for the guest's console forever.</summary>
    /// <exception cref="HarnessException">Class config: a migration of this guest was started and not ended.</exception>
    public void RequireNone()
    {
        if (_last is { IsEnded: false } migration)
        {
            throw new HarnessException(
                FailureClass.Config,
                $"the migration from {migration.Source.Name} to {migration.Destination.Name} is under way: "
                + "'When the migration is cancelled' or 'When the destination dies' comes first");
        }
    }
}
