using TestHarness.Environments;

namespace TestHarness.Tests.Environments;

public sealed class DurationTests
{
    [TestCase("500ms", 0.5)]
    [TestCase("30s", 30)]
    [TestCase("2m", 120)]
    [TestCase("1.5h", 5400)]
    [TestCase("1m30s", 90)]
    [TestCase("0s", 0)]
    public void Reads(string text, double seconds)
    {
        Assert.That(Duration.TryParse(text, out var duration));
        Assert.That(duration, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
    }

    [TestCase("")]
    [TestCase("30")]
    [TestCase("s")]
    [TestCase("30 s")]
    [TestCase("-1s")]
    [TestCase("30s2m")]
    [TestCase("1d")]
    [TestCase("999999999h")]
    public void Refuses(string text) => Assert.That(Duration.TryParse(text, out _), Is.False);
}
