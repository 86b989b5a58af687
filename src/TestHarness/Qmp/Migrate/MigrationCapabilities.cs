using System.Collections.Immutable;
using TestHarness.Failures;

namespace TestHarness.Qmp.Migrate;

/// <summary>
/// The commands for the capabilities of a migration, by name: events, multifd, postcopy-ram, pause-before-switchover…
/// </summary>
/// <remarks>Source: MigrationCapability in QEMU qapi/migration.json.</remarks>
public static class MigrationCapabilities
{
    /// <summary>Queries the state of all capabilities.</summary>
    public static async Task<ImmutableSortedDictionary<string, bool>> QueryMigrateCapabilitiesAsync(
        this QmpClient client, CancellationToken cancellationToken = default)
    {
        var all = await client.QueryAsync<ImmutableArray<Entry>>("query-migrate-capabilities", null, cancellationToken);
        return all.ToImmutableSortedDictionary(e => e.Capability, e => e.State, StringComparer.Ordinal);
    }

    /// <summary>Sets all of the capabilities or none, and reads them back.</summary>
    /// <exception cref="HarnessException">
    /// Class qmp: QEMU does not know a capability, refused, or reports another state afterwards.
    /// </exception>
    public static async Task SetMigrateCapabilitiesAsync(
        this QmpClient client, IReadOnlyDictionary<string, bool> asked, CancellationToken cancellationToken = default)
    {
        var known = await client.QueryMigrateCapabilitiesAsync(cancellationToken);
        var unknown = asked.Keys.Where(name => !known.ContainsKey(name)).ToArray();
        if (unknown.Length > 0)
            throw Failure(client, $"{client.Greeting} has no migration capability '{string.Join("', '", unknown)}'; " +
                $"it has: {string.Join(", ", known.Keys)}");

        var capabilities = asked.Select(a => new { capability = a.Key, state = a.Value });
        await client.ExecuteAsync("migrate-set-capabilities", new { capabilities }, null, cancellationToken);

        var got = await client.QueryMigrateCapabilitiesAsync(cancellationToken);
        foreach (var (name, state) in asked)
            if (got[name] != state)
                throw Failure(client, $"migration capability '{name}' was set {OnOff(state)} but reads back {OnOff(got[name])}");
    }

    private static HarnessException Failure(QmpClient client, string message) =>
        new(FailureClass.Qmp, $"{client.Name}: {message}");

    private static string OnOff(bool state) => state ? "on" : "off";

    private sealed record Entry(string Capability, bool State);
}
