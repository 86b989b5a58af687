using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Scenarios.KnownIssues;
using TestHarness.Scenarios.Tags;

namespace TestHarness.Scenarios.Tests.KnownIssues;

public sealed class KnownIssueTests
{
    private static readonly JudgedScenario Example =
        new("features/a.feature:7", "A guest of 3 disks (fast)", "A guest of <n> disks (fast)", ["migration", "slow"]);

    [TestCase("A guest of 3 disks (fast)", true)]
    [TestCase("A guest of <n> disks (fast)", true)]
    [TestCase("A guest of * disks*", true)]
    [TestCase("features/a.feature", true)]
    [TestCase("features/a.feature:7", true)]
    [TestCase("features/*", true)]
    [TestCase("A guest", false)]
    [TestCase("features/a.feature:70", false)]
    [TestCase("features/b*", false)]
    [TestCase("a guest of 3 disks (fast)", false)]
    public void A_pattern_is_a_whole_title_or_place(string pattern, bool matches) =>
        Assert.That(new ScenarioPattern(pattern).Matches(Example), Is.EqualTo(matches));

    [TestCase("@slow", true)]
    [TestCase("@migration and not @slow", false)]
    public void Tags_select_scenarios(string tags, bool matches)
    {
        var issue = Issue("x") with { Scenario = null, Tags = TagExpression.Parse(tags) };
        Assert.That(issue.Concerns(Example), Is.EqualTo(matches));
        Assert.That((issue with { Scenario = new("B") }).Concerns(Example), Is.False, "both must fit");
    }

    internal static KnownIssue Issue(string pattern) => new(
        "known-issues.yaml:3", FailureClass.Data, AllowEntry.ParsePattern(pattern), "42", "jane", new DateOnly(2027, 6, 30))
    {
        Scenario = new("*"),
    };
}
