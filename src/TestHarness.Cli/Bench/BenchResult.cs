namespace TestHarness.Cli.Bench;

/// <summary>A measured figure: an entry of bench.json.</summary>
/// <param name="Name">The name of the figure for 'harness bench'.</param>
/// <param name="About">The thing that is measured, and the thing that it is measured against.</param>
/// <param name="Measured">The median, in <paramref name="Unit"/>.</param>
/// <param name="Reference">The median of the comparison, or a fixed limit, in the same unit.</param>
/// <param name="Repetitions">The number of values of each median.</param>
internal sealed record BenchResult(
    string Name, string About, BenchBound Bound, double Measured, double Reference, string Unit, int Repetitions)
{
    /// <summary>The ratio of the two medians.</summary>
    public double Ratio { get; init; } = Measured / Reference;

    /// <summary>The time of the measurement.</summary>
    public DateTimeOffset Date { get; init; }

    /// <summary>The commit that was measured; null when git does not know it.</summary>
    public string? Commit { get; init; }

    /// <summary>The accelerator of the QEMUs; null when the figure does not depend on it.</summary>
    public string? Accelerator { get; init; }

    /// <summary>Whether the bound allows the ratio.</summary>
    public bool IsWithinBound => Bound.Allows(Ratio);
}
