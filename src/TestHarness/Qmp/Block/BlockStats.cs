namespace TestHarness.Qmp.Block;

/// <summary>One device of <c>query-blockstats</c>.</summary>
public sealed record BlockStats : IBlockNamed
{
    /// <summary>The name of the backend; empty when it was made with <c>-blockdev</c>.</summary>
    public string Device { get; init; } = "";

    /// <summary>The device's path in the QOM tree, or its id; null when the guest has no such device.</summary>
    public string? Qdev { get; init; }

    /// <summary>The node name; null when there is none.</summary>
    public string? NodeName { get; init; }

    /// <summary>The counters.</summary>
    public BlockCounters Stats { get; init; } = new();
}
