using System.Collections.Immutable;
using System.Text.Json;
using TestHarness.Failures;

namespace TestHarness.Qmp.Migrate;

/// <summary>
/// The commands for the parameters of a migration, by name and in QEMU's units: max-bandwidth in bytes a second, downtime-limit
/// in milliseconds, multifd-channels, max-postcopy-bandwidth in bytes a second…
/// </summary>
/// <remarks>Source: MigrationParameters in QEMU qapi/migration.json.</remarks>
public static class MigrationParameters
{
    /// <summary>Queries all parameters.</summary>
    public static async Task<ImmutableSortedDictionary<string, JsonElement>> QueryMigrateParametersAsync(
        this QmpClient client, CancellationToken cancellationToken = default)
    {
        var all = await client.ExecuteAsync("query-migrate-parameters", null, null, cancellationToken);
        return all.EnumerateObject().ToImmutableSortedDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
    }

    /// <summary>Sets parameters and reads them back: QEMU rounds some, and older versions ignore some.</summary>
    /// <exception cref="HarnessException">
    /// Class qmp: QEMU refused, or reports another value afterwards; the message has the name and both values.
    /// </exception>
    public static async Task SetMigrateParametersAsync(
        this QmpClient client, IReadOnlyDictionary<string, object> asked, CancellationToken cancellationToken = default)
    {
        await client.ExecuteAsync("migrate-set-parameters", asked, null, cancellationToken);
        var got = await client.QueryMigrateParametersAsync(cancellationToken);
        var differing = asked
            .Select(a => (a.Key, Asked: JsonSerializer.SerializeToElement(a.Value),
                Got: got.TryGetValue(a.Key, out var g) ? g : (JsonElement?)null))
            .Where(p => p.Got is not { } value || !JsonElement.DeepEquals(p.Asked, value))
            .Select(p => $"'{p.Key}': asked {p.Asked.GetRawText()}, got {p.Got?.GetRawText() ?? "nothing"}")
            .ToArray();
        if (differing.Length > 0)
            throw new HarnessException(
                FailureClass.Qmp, $"{client.Name}: migration parameters read back differently: {string.Join("; ", differing)}");
    }
}
