using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Qmp;
using TestHarness.Qmp.Machine;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Migration;

/// <summary>The conditions of a migration; one failure reports all that are not met.</summary>
public static class MigrationPreflight
{
    /// <summary>
    /// Checks that the source runs, that the destination waits for a guest, and that both have what the options need.
    /// </summary>
    /// <exception cref="HarnessException">Class preflight: every condition that is not met.</exception>
    public static async Task CheckAsync(
        QmpClient source, QmpClient destination, MigrationOptions options, CancellationToken cancellationToken = default)
    {
        var problems = new List<string>();
        var running = await source.QueryStatusAsync(cancellationToken);
        if (!running.Running)
            problems.Add($"{source.Name} is not running but {running.Status}");

        var incoming = await destination.QueryStatusAsync(cancellationToken);
        if (incoming.Status != "inmigrate")
            problems.Add($"{destination.Name} does not wait for a migration (-incoming) but is {incoming.Status}");

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
        return
        [
            .. from name in wanted
            where !known.ContainsKey(name)
            select $"{qmp.Name} ({qmp.Greeting}) has no migration capability {name}",
        ];
    }
}
