using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Qmp;
using TestHarness.Qmp.Machine;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Migration;

/// <summary>What must hold before a migration is started; everything that does not is said at once.</summary>
public static class MigrationPreflight
{
    /// <exception cref="HarnessException">Class preflight, with every reason.</exception>
    public static async Task CheckAsync(
        QmpClient source, QmpClient destination, MigrationOptions options, CancellationToken cancellationToken = default)
    {
        var problems = new List<string>();
        var running = await source.QueryStatusAsync(cancellationToken);
        if (!running.Running)
            problems.Add($"{source.Name} is not running but {running.Status}");

        var incoming = await destination.QueryStatusAsync(cancellationToken);
        if (incoming.Status != "inmigrate")
            problems.Add($"{destination.Name} does not wait for a guest (-incoming) but is {incoming.Status}");

        var blocked = (await source.QueryMigrateAsync(cancellationToken)).BlockedReasons;
        problems.AddRange(blocked.Select(reason => $"{source.Name} cannot be migrated: {reason}"));

        var wanted = MigrationSetup.Capabilities(options);
        problems.AddRange(await MissingAsync(source, wanted.Keys, cancellationToken));
        problems.AddRange(await MissingAsync(destination, wanted.Keys, cancellationToken));
        if (problems.Count > 0)
            throw new HarnessException(FailureClass.Preflight, $"no migration was started: {string.Join("; ", problems)}");
    }

    private static async Task<ImmutableArray<string>> MissingAsync(
        QmpClient qmp, IEnumerable<string> wanted, CancellationToken cancellationToken)
    {
        var known = await qmp.QueryMigrateCapabilitiesAsync(cancellationToken);
        return [.. wanted.Where(name => !known.ContainsKey(name)).Select(name => $"{qmp.Name} ({qmp.Greeting}) has no migration capability {name}")];
    }
}
