using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;

namespace TestHarness.Scenarios.KnownIssues;

/// <summary>Judges the results of a run's scenarios by known issues.</summary>
/// <param name="issues">The entries.</param>
/// <param name="placeOf">Returns the place of a scenario as reports show it.</param>
/// <param name="hostsOf">Returns the hosts that a scenario ran on, from the facts that its steps and hooks reported.</param>
public sealed class KnownIssueJudge(
    ImmutableArray<KnownIssue> issues,
    Func<ScenarioPlan, string> placeOf,
    Func<ImmutableArray<object>, ImmutableArray<HostVersions>> hostsOf,
    TimeProvider time)
{
    /// <summary>Describes a scenario for <see cref="KnownIssue.Concerns"/>.</summary>
    public static JudgedScenario Describe(ScenarioPlan scenario, string place) =>
        new(place, scenario.Title, scenario.OutlineTitle, scenario.Tags);

    /// <summary>Judges a result: a failure that is known gets the outcome known. What is skipped matches nothing.</summary>
    /// <param name="facts">The facts of the scenario.</param>
    public ScenarioResult Judge(ScenarioResult result, ImmutableArray<object> facts)
    {
        if (issues.IsEmpty || result.Outcome == Outcome.Skipped)
            return result;
        var scenario = Describe(result.Scenario, placeOf(result.Scenario));
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var verdict = result.Outcome == Outcome.Passed
            ? KnownIssueMatch.JudgePass(issues, scenario, hostsOf(facts))
            : KnownIssueMatch.JudgeFailure(issues, scenario, FaultsOf(result), hostsOf(facts), today);
        return result with
        {
            Known = verdict,
            Outcome = verdict?.Kind == KnownKind.Known ? Outcome.Known : result.Outcome,
        };
    }

    private static ImmutableArray<Fault> FaultsOf(ScenarioResult result) =>
        [.. result.Errors.Where(error => error is not ScenarioSkippedException).SelectMany(Fault.Of)];
}
