using TestHarness.Failures;

namespace TestHarness.Qmp.Migrate;

/// <summary>The commands that start and control a migration.</summary>
/// <remarks>Source: QEMU qapi/migration.json.</remarks>
public static class MigrationCommands
{
    /// <summary>Queries the migration.</summary>
    public static Task<MigrationInfo> QueryMigrateAsync(this QmpClient client, CancellationToken cancellationToken = default) =>
        client.QueryAsync<MigrationInfo>("query-migrate", null, cancellationToken);

    /// <summary>Starts a migration; with the capability <c>events</c>, MIGRATION events report its progress.</summary>
    /// <param name="resume">
    /// Whether a paused postcopy is resumed, after the destination has executed <c>migrate-recover</c>.
    /// </param>
    public static Task MigrateAsync(
        this QmpClient client, string uri, bool resume = false, CancellationToken cancellationToken = default) =>
        client.ExecuteAsync("migrate", resume ? new { uri, resume } : new { uri }, null, cancellationToken);

    /// <summary>Makes a QEMU that was started with <c>-incoming defer</c> listen; returns the address.</summary>
    /// <param name="uri">The address, for example <c>tcp:0:0</c>, where port 0 is any free port, or <c>unix:PATH</c>.</param>
    public static async Task<MigrationAddress> MigrateIncomingAsync(
        this QmpClient client, string uri, CancellationToken cancellationToken = default)
    {
        await client.ExecuteAsync("migrate-incoming", new { uri }, null, cancellationToken);
        return await client.QueryIncomingAddressAsync(cancellationToken);
    }

    /// <summary>Returns the address on which an incoming QEMU listens.</summary>
    /// <exception cref="HarnessException">Class migration: QEMU does not listen on a socket.</exception>
    public static async Task<MigrationAddress> QueryIncomingAddressAsync(
        this QmpClient client, CancellationToken cancellationToken = default)
    {
        var info = await client.QueryMigrateAsync(cancellationToken);
        return info.SocketAddress is [var address, ..] ? address : throw new HarnessException(
            FailureClass.Migration,
            $"{client.Name}: expected an incoming QEMU that listens on a socket, " +
            $"found none (migration status {info.StatusText}); " +
            "start it with -incoming, and use a tcp, unix or vsock address");
    }

    /// <summary>Cancels the migration.</summary>
    public static Task MigrateCancelAsync(this QmpClient client, CancellationToken cancellationToken = default) =>
        client.ExecuteAsync("migrate_cancel", null, null, cancellationToken);

    /// <summary>
    /// Continues from the state in which the source has paused, with the capability <c>pause-before-switchover</c>.
    /// </summary>
    public static Task MigrateContinueAsync(
        this QmpClient client,
        MigrationStatus state = MigrationStatus.PreSwitchover,
        CancellationToken cancellationToken = default) =>
        client.ExecuteAsync("migrate-continue", new { state = state.ToText() }, null, cancellationToken);

    /// <summary>Switches the migration to postcopy.</summary>
    public static Task MigrateStartPostcopyAsync(this QmpClient client, CancellationToken cancellationToken = default) =>
        client.ExecuteAsync("migrate-start-postcopy", null, null, cancellationToken);

    /// <summary>
    /// Interrupts a postcopy so that it can be recovered; out of band when QEMU offers that, because the monitor may wait for a
    /// page.
    /// </summary>
    public static Task MigratePauseAsync(this QmpClient client, CancellationToken cancellationToken = default) =>
        client.Greeting.OffersOutOfBand
            ? client.ExecuteOutOfBandAsync("migrate-pause", null, null, cancellationToken)
            : client.ExecuteAsync("migrate-pause", null, null, cancellationToken);

    /// <summary>Makes the destination of a paused postcopy listen again; out of band when QEMU offers that.</summary>
    public static Task MigrateRecoverAsync(this QmpClient client, string uri, CancellationToken cancellationToken = default) =>
        client.Greeting.OffersOutOfBand
            ? client.ExecuteOutOfBandAsync("migrate-recover", new { uri }, null, cancellationToken)
            : client.ExecuteAsync("migrate-recover", new { uri }, null, cancellationToken);
}
