namespace TestHarness.Cli.Bench;

/// <summary>A figure that was measured: an entry of bench.json.</summary>
/// <param name="Name">The name by which 'harness bench' measures it.</param>
/// <param name="About">What was measured, and what it was measured against.</param>
/// <param name="Measured">The median, in <paramref name="Unit"/>.</param>
/// <param name="Reference">The median of the comparison, or a fixed limit, in the same unit.</param>
/// <param name="Repetitions">How many values each median is of.</param>
internal sealed record BenchResult(
    string Name, string About, BenchBound Bound, double Measured, double Reference, string Unit, int Repetitions)
{
    public double Ratio { get; init; } = Measured / Reference;

    public DateTimeOffset Date { get; init; }

    /// <summary>The commit that was measured; null when git does not know it.</summary>
    public string? Commit { get; init; }

    /// <summary>The accelerator of the QEMUs; null when the figure does not depend on it.</summary>
    public string? Accelerator { get; init; }

    public bool IsWithinBound => Bound.Allows(Ratio);
}
