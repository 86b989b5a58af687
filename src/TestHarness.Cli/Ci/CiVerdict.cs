using System.Collections.Immutable;

namespace TestHarness.Cli.Ci;

/// <summary>The verdict on a CI run: its results, and every fault of the run besides a failed test.</summary>
internal sealed record CiVerdict(ImmutableArray<ProjectResults> Results, ImmutableArray<string> Problems)
{
    /// <summary>The number of tests that passed.</summary>
    public int Passed => Results.Sum(result => result.Passed);

    /// <summary>The number of tests that were skipped.</summary>
    public int Skipped => Results.Sum(result => result.Skipped.Length);

    /// <summary>The number of failed tests and problems: a run with a problem is never shown with "0 failed".</summary>
    public int Failed => Results.Sum(result => result.Failed.Length) + Problems.Length;

    /// <summary>Whether nothing failed and something passed.</summary>
    public bool IsGood => Failed == 0 && Passed > 0;

    /// <summary>The last line of a CI run, which CI systems read.</summary>
    public string Totals => $"{Passed} passed, {Failed} failed, {Skipped} skipped";
}
