using TestHarness.Cli.Bench;

namespace TestHarness.Benchmarks.Measuring;

/// <summary>A cost of the harness that has a bound.</summary>
internal interface IFigure
{
    string Name { get; }

    /// <summary>What is measured, and what it is measured against.</summary>
    string About { get; }

    /// <summary>The bound of what is measured, divided by what it is measured against.</summary>
    BenchBound Bound { get; }

    /// <summary>Whether the figure is measured when no name is given.</summary>
    bool IsUsual => true;

    /// <exception cref="TestHarness.Failures.HarnessException">
    /// Class preflight: this machine lacks something, and nothing was measured.
    /// </exception>
    Task<Medians> MeasureAsync();
}
