using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Health.Progress;
using TestHarness.Migration;
using TestHarness.Qemu.Machines;

namespace TestHarness.Labs;

public sealed partial class GuestUnderTest
{
    /// <summary>An incoming QEMU for this guest.</summary>
    public Task<QemuMachine> StartDestinationAsync(LabHost host, CancellationToken cancellationToken = default) =>
        _lab.StartMachineAsync(host, $"guest-{++_machines} on {host.Name}", Lun, incoming: true, cancellationToken);

    /// <summary>One whole leg: a fresh incoming QEMU, the migration, and every check after it.</summary>
    /// <exception cref="HarnessException">The migration did not complete, or something was not well afterwards.</exception>
    public async Task<LegReport> MigrateAsync(LabHost destination, MigrationOptions options, CancellationToken cancellationToken = default)
    {
        var machine = await StartDestinationAsync(destination, cancellationToken);
        await using var migration = await StartMigrationAsync(machine, destination, options, cancellationToken);
        var progress = new LegProgress(_lab.Progress, Legs.Length + 1);
        var result = (await migration.CompleteAsync(progress, cancellationToken)).OrThrow();
        return await FinishLegAsync(migration, destination, result, progress.Sent, cancellationToken);
    }

    /// <summary>Starts a migration and leaves its end to the caller, for scenarios that cancel it or kill its destination.</summary>
    public Task<GuestMigration> StartMigrationAsync(
        QemuMachine destination, LabHost host, MigrationOptions options, CancellationToken cancellationToken = default)
    {
        Meter?.Attach(destination.Qmp);
        return GuestMigration.StartAsync(Guest, destination, options, Lab.Route(Host, host), cancellationToken);
    }

    /// <summary>So many legs, each to the other of two hosts.</summary>
    public async Task PingPongAsync(
        int legs, LabHost one, LabHost other, MigrationOptions options, CancellationToken cancellationToken = default)
    {
        for (var leg = 0; leg < legs; leg++)
            await MigrateAsync(Host == one ? other : one, options, cancellationToken);
    }

    /// <summary>Ends a migration that does not complete, and its destination; the guest stays where it is.</summary>
    public async Task<LegResult> AbandonAsync(GuestMigration migration, Func<LiveMigration, Task<LegResult>> end)
    {
        var result = await end(migration.Live);
        await migration.DisposeAsync();
        await migration.Destination.StopAsync();
        return result;
    }

    /// <summary>The checks run side by side: those of the hosts and the destination do not wait until the source has ended.</summary>
    private async Task<LegReport> FinishLegAsync(
        GuestMigration migration,
        LabHost destination,
        LegResult result,
        ImmutableArray<ProgressSample> sent,
        CancellationToken cancellationToken)
    {
        var (source, arrived) = (migration.Source, migration.Destination);
        var checks = new List<Task<HealthReport>>
        {
            _lab.CheckHostsAsync(cancellationToken),
            MachineCheck.BlockDevicesAsync(arrived.Qmp, [], cancellationToken),
        };
        var load = CheckLoadAsync(result, cancellationToken);
        var left = await Task.WhenAll(
            MachineCheck.BlockDevicesAsync(source.Qmp, _blockStats, cancellationToken),
            SingleWriter.CheckAsync(source, arrived, Lun, cancellationToken));
        var ended = MachineCheck.Ended(source.Name, await source.StopAsync());
        await migration.ArriveAsync(cancellationToken);
        await migration.DisposeAsync();
        Host = destination;
        _blockStats = [];

        checks.Add(CheckGuestAsync(cancellationToken));
        var health = HealthReport.Combine([.. left, ended, .. await Task.WhenAll(checks)]);
        var report = new LegReport(Legs.Length + 1, result, health, await load, sent);
        Legs = Legs.Add(report);
        _lab.Progress(report.ToString());
        health.ThrowIfUnhealthy($"after leg {report.Number} ({result.Source} to {result.Destination})");
        return report;
    }
}
