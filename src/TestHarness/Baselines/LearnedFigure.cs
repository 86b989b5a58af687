using System.Collections.Immutable;

namespace TestHarness.Baselines;

/// <summary>The usual values of a figure of a scenario: its largest value in each of the learned runs.</summary>
/// <param name="Runs">The values, the latest last.</param>
public sealed record LearnedFigure(ImmutableArray<double> Runs)
{
    /// <summary>The number of runs that are needed to know what is usual.</summary>
    public const int NeededRuns = 3;

    /// <summary>The number of runs that are kept; older runs are dropped.</summary>
    public const int KeptRuns = 20;

    /// <summary>Whether there are enough runs to know what is usual.</summary>
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

    /// <summary>The largest value of the runs.</summary>
    public double Largest => Runs.Max();

    /// <summary>Returns the figure with one more run; drops the oldest run when there are too many.</summary>
    public LearnedFigure With(double value) => new([.. Runs.Append(value).TakeLast(KeptRuns)]);
}
