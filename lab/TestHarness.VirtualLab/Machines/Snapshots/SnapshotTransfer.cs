using System.Collections.Immutable;
using System.Diagnostics;
using TestHarness.Failures;
using TestHarness.Qmp;
using TestHarness.Qmp.Machine;
using TestHarness.Qmp.Migrate;

namespace TestHarness.VirtualLab.Machines.Snapshots;

/// <summary>The transfer of a host to and from files, as a migration through a file.</summary>
/// <remarks>Source: QEMU docs/devel/migration/mapped-ram.rst.</remarks>
internal static class SnapshotTransfer
{
    private static readonly ImmutableDictionary<string, bool> Capabilities =
        new Dictionary<string, bool> { ["events"] = true, ["mapped-ram"] = true, ["multifd"] = true }.ToImmutableDictionary();

    private static readonly ImmutableDictionary<string, object> Parameters =
        new Dictionary<string, object> { ["multifd-channels"] = 2, ["max-bandwidth"] = 0L }.ToImmutableDictionary();

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Saves a host. The host stands still meanwhile, so that memory and disk are of one moment and each page is written once. It
    /// continues whether the save succeeds or not.
    /// </summary>
    /// <exception cref="HarnessException">Class provision: QEMU could not write the memory; the host continues.</exception>
    public static async Task SaveAsync(
        QmpClient qmp, string overlay, LabHostSnapshot snapshot, CancellationToken cancellationToken)
    {
        var part = snapshot.NewPart();
        try
        {
            await qmp.StopAsync(cancellationToken);
            try
            {
                await TransferAsync(qmp, () => MigrateAsync(qmp, part.Memory, cancellationToken), cancellationToken);
                File.Copy(overlay, part.Disk);
            }
            catch
            {
                await qmp.TryExecuteAsync("migrate_cancel", cancellationToken: CancellationToken.None);
                throw;
            }
            finally
            {
                await ContinueAsync(qmp);
            }

            await SnapshotChecksum.WriteAsync(part, cancellationToken);
            snapshot.Publish(part);
        }
        finally
        {
            part.Delete();
        }
    }

    /// <summary>Restores a host.</summary>
    /// <param name="qmp">The monitor of a QEMU that waits with <c>-incoming defer</c>, on a copy of the snapshot's disk.</param>
    public static async Task RestoreAsync(QmpClient qmp, LabHostSnapshot snapshot, CancellationToken cancellationToken)
    {
        await TransferAsync(
            qmp,
            () => qmp.ExecuteAsync("migrate-incoming", new { uri = $"file:{snapshot.Memory}" }, Bound, cancellationToken),
            cancellationToken);
        await qmp.ContinueAsync(cancellationToken);
    }

    /// <summary>Starts the migration to the file; QEMU refuses a file that it cannot open.</summary>
    private static async Task MigrateAsync(QmpClient qmp, string memory, CancellationToken cancellationToken)
    {
        var reply = await qmp.TryExecuteAsync("migrate", new { uri = $"file:{memory}" }, null, cancellationToken);
        if (reply.Error is { } error)
            throw new HarnessException(FailureClass.Provision, $"{qmp.Name}: QEMU did not write {memory}: {error}");
    }

    /// <summary>Continues the host, however the save ended, also after a cancellation.</summary>
    private static async Task ContinueAsync(QmpClient qmp)
    {
        await FinalizeAsync(qmp, CancellationToken.None);
        await qmp.ContinueAsync(CancellationToken.None);
    }

    private static async Task TransferAsync(QmpClient qmp, Func<Task> transfer, CancellationToken cancellationToken)
    {
        await qmp.SetMigrateCapabilitiesAsync(Capabilities, cancellationToken);
        await qmp.SetMigrateParametersAsync(Parameters, cancellationToken);
        var before = qmp.Events.Position;
        await transfer();
        var end = await qmp.Events.WaitAsync(
            e => e.Name == "MIGRATION" && MigrationStatusText.Parse(e.Text("status") ?? "").IsFinal(),
            before, Bound, "the end of the transfer to or from the snapshot", cancellationToken);
        if (end.Text("status") != "completed")
        {
            var info = await qmp.QueryMigrateAsync(cancellationToken);
            throw new HarnessException(
                FailureClass.Provision, $"the snapshot was not transferred: {end.Text("status")}, {info.ErrorDesc}");
        }

        await FinalizeAsync(qmp, cancellationToken);
    }

    /// <summary>
    /// Waits until QEMU accepts 'cont' again: it reports 'completed' a moment before, and has no event for that.
    /// </summary>
    private static async Task FinalizeAsync(QmpClient qmp, CancellationToken cancellationToken)
    {
        for (var start = Stopwatch.GetTimestamp(); ; await Task.Delay(Interval, cancellationToken))
        {
            var status = (await qmp.QueryStatusAsync(cancellationToken)).Status;
            if (status is not ("finish-migrate" or "inmigrate"))
                return;
            if (Stopwatch.GetElapsedTime(start) > Bound)
                throw new HarnessException(
                    FailureClass.Provision,
                    $"{qmp.Name}: QEMU completed the transfer but is still '{status}' after {Bound.TotalSeconds} s");
        }
    }
}
