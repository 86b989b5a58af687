using TestHarness.Failures;
using TestHarness.Migration;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Labs.Recipes;

/// <summary>One leg to an incoming QEMU of a guest whose devices are ready to leave.</summary>
internal sealed class QemuLeg(LegRequest request, QemuMachine destination)
{
    private readonly PlacedGuest _guest = request.Guest;

    /// <summary>Migrates the guest. After a failure, ends the destination and gives the guest its devices back.</summary>
    /// <exception cref="HarnessException">
    /// The class depends on the cause: the migration did not complete, and the guest stays on the source.
    /// </exception>
    public async Task<Leg> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await MigrateAsync(cancellationToken);
        }
        catch (HarnessException)
        {
            // The failure of the leg is thrown: when the guest is lost, each of these fails for that same cause.
            await ((Task)destination.StopAsync()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _guest.Devices.StayAsync(_guest.Guest, cancellationToken).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing);
            await _guest.Devices.ReleaseAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private async Task<Leg> MigrateAsync(CancellationToken cancellationToken)
    {
        var since = _guest.Guest.Machine.Qmp.Events.Position;
        var options = _guest.Place.Host.Tools.LosesWritesInLaterPasses ? request.Options.InOnePass() : request.Options;
        var migration = await _guest.Migrations.StartAsync(destination, request.To, options, cancellationToken);
        try
        {
            _guest.Lab.Progress($"leg {request.Number}: {migration.Source.Name} to {destination.Name}, {options}");
            var news = new LegNews(request);
            news.Start();
            var result = (await CompleteAsync(migration, since, news.Progress, cancellationToken)).OrThrow();
            news.Arrive();
            return new Leg(migration, _guest.Place, request.To, result, news.Progress.Sent);
        }
        catch
        {
            await migration.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits for the end of the migration; cancels the migration when a device prevents its end.</summary>
    /// <param name="since">The position in the source's events at which the migration began.</param>
    private async Task<LegResult> CompleteAsync(
        GuestMigration migration, long since, IProgress<MigrationInfo> progress, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var devices = _guest.Devices.SwitchOverAsync(migration.Source, _guest.Place, since, over.Token);
        var end = migration.CompleteAsync(progress, cancellationToken);
        try
        {
            if (await Task.WhenAny(devices, end) == devices && devices.IsFaulted)
                await migration.Source.Qmp.MigrateCancelAsync(cancellationToken);
            var result = await end;
            if (result.Status == MigrationStatus.Completed)
                return result;
            await _guest.Migrations.AbandonAsync(migration, _ => Task.FromResult(result));
            return devices.IsFaulted
                ? result with { Error = (devices.Exception.InnerException as HarnessException)?.Detail }
                : result;
        }
        finally
        {
            await over.CancelAsync();
            await ((Task)Task.WhenAll(devices, end)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
