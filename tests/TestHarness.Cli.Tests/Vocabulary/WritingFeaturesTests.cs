using TestHarness.Cli.Vocabulary;

namespace TestHarness.Cli.Tests.Vocabulary;

public sealed class WritingFeaturesTests
{
    [Test]
    public void The_page_in_the_repository_is_up_to_date() => Assert.That(
        File.ReadAllText(WritingFeatures.Path), Is.EqualTo(WritingFeatures.Render()),
        "run './harness steps --write' and commit the page");
}
