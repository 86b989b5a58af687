using TestHarness.Cli.Bench;

namespace TestHarness.Cli.Tests.Bench;

public sealed class BenchBoundTests
{
    [TestCase(1.09, true)]
    [TestCase(1.10, true)]
    [TestCase(1.11, false)]
    public void A_greatest_ratio_allows_itself_and_less(double ratio, bool isAllowed) =>
        Assert.That(BenchBound.AtMost(1.10).Allows(ratio), Is.EqualTo(isAllowed));

    [TestCase(0.99, false)]
    [TestCase(1.00, true)]
    [TestCase(1.01, true)]
    public void A_least_ratio_allows_itself_and_more(double ratio, bool isAllowed) =>
        Assert.That(BenchBound.AtLeast(1).Allows(ratio), Is.EqualTo(isAllowed));

    [Test]
    public void A_bound_shows_its_direction() =>
        Assert.That($"{BenchBound.AtMost(0.1)}, {BenchBound.AtLeast(1.3)}", Is.EqualTo("≤ 0.10, ≥ 1.30"));
}
