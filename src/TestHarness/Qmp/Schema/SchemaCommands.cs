namespace TestHarness.Qmp.Schema;

/// <summary>The command that returns QEMU's schema.</summary>
public static class SchemaCommands
{
    /// <summary>Queries the schema; the answer has about 200 KiB, so the caller keeps it.</summary>
    public static async Task<QmpSchema> QuerySchemaAsync(this QmpClient client, CancellationToken cancellationToken = default) =>
        new(await client.ExecuteAsync("query-qmp-schema", null, null, cancellationToken));
}
