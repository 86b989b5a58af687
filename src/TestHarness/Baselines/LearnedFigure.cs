using System.Collections.Immutable;

namespace TestHarness.Baselines;

/// <summary>What is usual for a figure of a scenario: its largest value in each of the runs that were learned.</summary>
/// <param name="Runs">The values, the latest last.</param>
public sealed record LearnedFigure(ImmutableArray<double> Runs)
{
    /// <summary>The number of runs from which on a value counts as usual.</summary>
    public const int NeededRuns = 3;

    /// <summary>The number of runs that are kept; the oldest make room.</summary>
    public const int KeptRuns = 20;

    public bool IsKnown => Runs.Length >= NeededRuns;

    /// <summary>The median of the runs.</summary>
    public double Median
    {
        get
        {
            var ordered = Runs.Order().ToArray();
            return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
        }
    }

    public double Largest => Runs.Max();

    /// <summary>Adds a run, and drops the oldest when there are too many.</summary>
    public LearnedFigure With(double value) => new([.. Runs.Append(value).TakeLast(KeptRuns)]);
}
