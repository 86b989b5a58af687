namespace TestHarness.Cli.Comparing;

/// <summary>
/// The rank test of Mann and Whitney, two-sided: how often chance alone puts two samples at least as far apart. It supposes
/// nothing of how the figures are distributed.
/// </summary>
internal static class RankTest
{
    /// <summary>The largest number of figures for which the probability is counted; it is approximated above.</summary>
    private const int MostCounted = 80;

    /// <summary>Returns the probability, from 0 to 1.</summary>
    public static double Probability(IReadOnlyCollection<double> one, IReadOnlyCollection<double> other)
    {
        if (one.Count == 0 || other.Count == 0)
            return 1;
        var ranks = DoubledRanks([.. one, .. other]);
        var sum = ranks.Take(one.Count).Sum();
        // The expected sum of doubled ranks is a whole number.
        var distance = Math.Abs(sum - (one.Count * (ranks.Length + 1)));
        return ranks.Length <= MostCounted ? Counted(ranks, one.Count, distance) : Approximated(ranks, one.Count, distance);
    }

    /// <summary>Returns the least probability that samples of these sizes can have.</summary>
    public static double Least(int one, int other)
    {
        var ways = 1.0;
        for (var index = 1; index <= one; index++)
            ways *= (double)(other + index) / index;
        return Math.Min(1, 2 / ways);
    }

    /// <summary>Returns twice the rank of each figure; equal figures share the mean of their ranks.</summary>
    private static int[] DoubledRanks(double[] figures) =>
        [.. figures.Select(figure => figures.Count(other => other < figure) * 2 + figures.Count(other => other == figure) + 1)];

    /// <summary>Counts the choices of <paramref name="size"/> ranks whose sum is at least as far from the expected one.</summary>
    private static double Counted(int[] ranks, int size, int distance)
    {
        var most = ranks.Sum();
        var ways = new double[size + 1, most + 1];
        ways[0, 0] = 1;
        foreach (var rank in ranks)
        {
            for (var chosen = size; chosen > 0; chosen--)
            {
                for (var sum = most; sum >= rank; sum--)
                    ways[chosen, sum] += ways[chosen - 1, sum - rank];
            }
        }

        var (all, far) = (0.0, 0.0);
        for (var sum = 0; sum <= most; sum++)
        {
            all += ways[size, sum];
            far += Math.Abs(sum - (size * (ranks.Length + 1))) >= distance ? ways[size, sum] : 0;
        }

        return far / all;
    }

    /// <summary>Approximates the probability by the normal distribution, whose tail is bounded from above.</summary>
    private static double Approximated(int[] ranks, int size, int distance)
    {
        double count = ranks.Length;
        var mean = ranks.Average();
        var variance = ranks.Sum(rank => (rank - mean) * (rank - mean)) / (count - 1) * size * (count - size) / count;
        return variance == 0 ? 1 : Math.Min(1, 2 * Math.Exp(-distance * distance / (2 * variance)));
    }
}
