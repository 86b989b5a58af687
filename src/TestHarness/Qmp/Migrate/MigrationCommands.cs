using TestHarness.Failures;

namespace TestHarness.Qmp.Migrate;

/// <summary>The commands that make and steer a migration.</summary>
/// <remarks>Source: QEMU qapi/migration.json.</remarks>
public static class MigrationCommands
{
    public static Task<MigrationInfo> QueryMigrateAsync(this QmpClient client, CancellationToken cancellationToken = default) =>
        client.QueryAsync<MigrationInfo>("query-migrate", null, cancellationToken);

    /// <summary>Starts to migrate; the events MIGRATION tell how it goes, with the capability <c>events</c>.</summary>
    /// <param name="resume">Resumes a postcopy that is paused, once the destination was told to recover.</param>
    public static Task MigrateAsync(
        this QmpClient client, string uri, bool resume = false, CancellationToken cancellationToken = default) =>
        client.ExecuteAsync("migrate", resume ? new { uri, resume } : new { uri }, null, cancellationToken);

    /// <summary>Lets a QEMU that was started with <c>-incoming defer</c> listen, and tells where it does.</summary>
    /// <param name="uri">For example <c>tcp:0:0</c>, where port 0 is any free port, or <c>unix:PATH</c>.</param>
    public static async Task<MigrationAddress> MigrateIncomingAsync(
        this QmpClient client, string uri, CancellationToken cancellationToken = default)
    {
        await client.ExecuteAsync("migrate-incoming", new { uri }, null, cancellationToken);
        return await client.QueryIncomingAddressAsync(cancellationToken);
    }

    /// <summary>Where an incoming QEMU listens, however it was told to.</summary>
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

    public static Task MigrateCancelAsync(this QmpClient client, CancellationToken cancellationToken = default) =>
        client.ExecuteAsync("migrate_cancel", null, null, cancellationToken);

    /// <summary>Goes on from the state the source has paused in, with the capability <c>pause-before-switchover</c>.</summary>
    public static Task MigrateContinueAsync(
        this QmpClient client,
        MigrationStatus state = MigrationStatus.PreSwitchover,
        CancellationToken cancellationToken = default) =>
        client.ExecuteAsync("migrate-continue", new { state = state.ToText() }, null, cancellationToken);

    public static Task MigrateStartPostcopyAsync(this QmpClient client, CancellationToken cancellationToken = default) =>
        client.ExecuteAsync("migrate-start-postcopy", null, null, cancellationToken);

    /// <summary>
    /// Breaks off a postcopy so that it can be recovered; out of band where offered, as the monitor may be waiting for a
    /// page.
    /// </summary>
    public static Task MigratePauseAsync(this QmpClient client, CancellationToken cancellationToken = default) =>
        client.Greeting.OffersOutOfBand
            ? client.ExecuteOutOfBandAsync("migrate-pause", null, null, cancellationToken)
            : client.ExecuteAsync("migrate-pause", null, null, cancellationToken);

    /// <summary>Lets the destination of a paused postcopy listen again; out of band where offered.</summary>
    public static Task MigrateRecoverAsync(this QmpClient client, string uri, CancellationToken cancellationToken = default) =>
        client.Greeting.OffersOutOfBand
            ? client.ExecuteOutOfBandAsync("migrate-recover", new { uri }, null, cancellationToken)
            : client.ExecuteAsync("migrate-recover", new { uri }, null, cancellationToken);
}
