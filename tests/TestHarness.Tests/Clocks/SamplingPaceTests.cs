using TestHarness.Clocks;

namespace TestHarness.Tests.Clocks;

public sealed class SamplingPaceTests
{
    [TestCase(0, 50)]
    [TestCase(10, 40)]
    [TestCase(20, 80)]
    [TestCase(100, 400)]
    public void Answers_that_take_long_are_asked_for_less_often(int answer, int rest) => Assert.That(
        SamplingPace.Rest(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(answer)),
        Is.EqualTo(TimeSpan.FromMilliseconds(rest)));
}
