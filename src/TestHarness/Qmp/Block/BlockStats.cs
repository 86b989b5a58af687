namespace TestHarness.Qmp.Block;

/// <summary>One device of <c>query-blockstats</c>.</summary>
public sealed record BlockStats : IBlockNamed
{
    public string Device { get; init; } = "";

    public string? Qdev { get; init; }

    public string? NodeName { get; init; }

    public BlockCounters Stats { get; init; } = new();
}
