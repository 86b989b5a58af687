using System.Collections.Immutable;
using System.Text.Json;

namespace TestHarness.Qmp.Block;

/// <summary>The commands for block devices and nodes.</summary>
public static class BlockCommands
{
    /// <summary>Queries the block devices.</summary>
    public static Task<ImmutableArray<BlockDevice>> QueryBlockAsync(
        this QmpClient client, CancellationToken cancellationToken = default) =>
        client.QueryAsync<ImmutableArray<BlockDevice>>("query-block", null, cancellationToken);

    /// <summary>Queries the counters of the block devices.</summary>
    public static Task<ImmutableArray<BlockStats>> QueryBlockStatsAsync(
        this QmpClient client, CancellationToken cancellationToken = default) =>
        client.QueryAsync<ImmutableArray<BlockStats>>("query-blockstats", null, cancellationToken);

    /// <summary>Queries the nodes of the block graph, each by its node name, as QEMU reports them.</summary>
    public static Task<JsonElement> QueryNamedBlockNodesAsync(
        this QmpClient client, CancellationToken cancellationToken = default) =>
        client.ExecuteAsync("query-named-block-nodes", new { flat = true }, null, cancellationToken);

    /// <summary>Adds a block node.</summary>
    /// <param name="options">BlockdevOptions: driver, node-name and what the driver needs.</param>
    public static Task AddBlockNodeAsync(
        this QmpClient client, IReadOnlyDictionary<string, object> options, CancellationToken cancellationToken = default) =>
        client.ExecuteAsync("blockdev-add", options, null, cancellationToken);

    /// <summary>Deletes a block node.</summary>
    public static Task DeleteBlockNodeAsync(
        this QmpClient client, string nodeName, CancellationToken cancellationToken = default) =>
        client.ExecuteAsync("blockdev-del", new Dictionary<string, object> { ["node-name"] = nodeName }, null, cancellationToken);
}
