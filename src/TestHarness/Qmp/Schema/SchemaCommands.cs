namespace TestHarness.Qmp.Schema;

public static class SchemaCommands
{
    /// <summary>Asks what this QEMU can do; the answer is some 200 KiB, so it is asked once and kept by the caller.</summary>
    public static async Task<QmpSchema> QuerySchemaAsync(this QmpClient client, CancellationToken cancellationToken = default) =>
        new(await client.ExecuteAsync("query-qmp-schema", null, null, cancellationToken));
}
