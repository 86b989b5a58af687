using TestHarness.Cli.Comparing;

namespace TestHarness.Cli.Tests.Comparing;

[Parallelizable(ParallelScope.All)]
internal sealed class RankTestTests
{
    [TestCase("1 2 3", "4 5 6", 2.0 / 20)]
    [TestCase("4 5 6", "1 2 3", 2.0 / 20)]
    [TestCase("1 2 3 4", "5 6 7 8", 2.0 / 70)]
    [TestCase("1 2 4", "3 5 6", 4.0 / 20)]
    [TestCase("1 4", "2 3", 1)]
    [TestCase("5 5 5", "5 5 5", 1)]
    [TestCase("1 1 2", "2 3 3", 4.0 / 20)]
    [TestCase("", "1 2", 1)]
    public void Counts_how_often_chance_puts_two_samples_so_far_apart(string one, string other, double probability) =>
        Assert.That(RankTest.Probability(Numbers(one), Numbers(other)), Is.EqualTo(probability).Within(1e-12));

    [Test]
    public void Many_figures_that_are_apart_are_not_so_by_chance() => Assert.That(
        RankTest.Probability([.. Numbers(0, 60)], [.. Numbers(60, 60)]), Is.LessThan(1e-6));

    [Test]
    public void Many_figures_that_lie_among_each_other_may_be_so_by_chance() => Assert.That(
        RankTest.Probability([.. Numbers(0, 60)], [.. Numbers(0, 60).Select(number => number + 0.5)]), Is.GreaterThan(0.5));

    [TestCase(3, 3, 2.0 / 20)]
    [TestCase(8, 8, 2.0 / 12870)]
    [TestCase(1, 1, 1)]
    public void Knows_the_least_probability_of_so_many_figures(int one, int other, double least) =>
        Assert.That(RankTest.Least(one, other), Is.EqualTo(least).Within(1e-12));

    private static double[] Numbers(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(double.Parse)];

    private static IEnumerable<double> Numbers(int start, int count) =>
        Enumerable.Range(start, count).Select(number => (double)number);
}
