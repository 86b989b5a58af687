using TestHarness.Cli.Running;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Labs;
using TestHarness.Scenarios.Features;

namespace TestHarness.Cli.Tests.Running;

public sealed class LabReportsTests
{
    private const string Feature = "Feature: F\n  Scenario: A\n    Then a\n  Scenario: B\n    Then b\n  Scenario: C\n    Then c";

    [Test]
    public void Checks_that_were_not_made_are_counted_over_all_scenarios()
    {
        var reports = new LabReports();
        foreach (var (scenario, unmade) in FeatureFile.Parse(Feature, "f.feature").Scenarios.Zip([2, 0, 1]))
        {
            reports.ScenarioStarted(scenario);
            if (unmade > 0)
                reports.FactAdded(Report(unmade, allowed: 0));
        }

        Assert.That(reports.NotChecked, Is.EqualTo((3, 2)));
        Assert.That(reports.Allowed, Is.EqualTo((0, 0)));
    }

    [Test]
    public void Facts_of_other_types_are_left_to_other_observers()
    {
        var reports = new LabReports();
        var scenario = FeatureFile.Parse(Feature, "f.feature").Scenarios[0];
        reports.ScenarioStarted(scenario);
        reports.FactAdded("a text");

        Assert.That(reports.EvidenceOf(scenario), Is.Null);
        Assert.That(reports.LegsOf(scenario), Is.Empty);
    }

    internal static LabReport Report(int unmade, long allowed) => new(
        "/evidence",
        [],
        [],
        [.. Enumerable.Range(1, unmade).Select(number => new UnmadeCheck(HealthCheck.CoreDumps, $"host{number}", "no pattern"))],
        allowed);
}
