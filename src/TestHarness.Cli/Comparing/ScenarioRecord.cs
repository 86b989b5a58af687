using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TestHarness.Cli.Running;
using TestHarness.Cli.Terminals;
using TestHarness.Failures;
using TestHarness.Labs;
using TestHarness.Scenarios.Running;

namespace TestHarness.Cli.Comparing;

/// <summary>What a run says of a scenario.</summary>
/// <param name="Place">The file and line of the scenario.</param>
/// <param name="FailureClass">The class of the failure; null when there is none, or when it has no class.</param>
/// <param name="Failure">The text of the failure, or the reason of a skip; null when there is neither.</param>
/// <param name="CannotBeTold">Whether the scenario tells nothing of QEMU: see <see cref="RunVerdict"/>.</param>
/// <param name="NotChecked">The checks that were not made.</param>
/// <param name="Allowed">The number of findings that were accepted.</param>
internal sealed record ScenarioRecord(
    string Place,
    string Title,
    string Outcome,
    string? FailureClass,
    string? Failure,
    bool CannotBeTold,
    ImmutableArray<string> NotChecked,
    long Allowed,
    ImmutableArray<LegRecord> Legs)
{
    /// <summary>The outcome with the class of the failure, for example <c>failed [migration]</c>.</summary>
    [JsonIgnore]
    public string Verdict => FailureClass is null ? Outcome : $"{Outcome} [{FailureClass}]";

    /// <summary>Makes the record of a scenario that has ended.</summary>
    /// <param name="report">The facts of its lab; null when it had no hosts.</param>
    public static ScenarioRecord Of(ScenarioResult result, LabReport? report) => new(
        Places.Of(result.Scenario),
        result.Scenario.Title,
        Running.Outcomes.Text(result.Outcome),
        result.Error is HarnessException failure ? HarnessException.Label(failure.FailureClass) : null,
        result.Error is { } error ? ErrorText.Of(error) : result.Reason,
        RunVerdict.CannotBeTold(result),
        report is null ? [] : [.. report.NotChecked.Select(check => check.Title)],
        report?.Allowed ?? 0,
        report is null ? [] : [.. report.Legs.Select(leg => leg.Result.Statistics).Select(leg => new LegRecord(
            leg.Downtime?.TotalMilliseconds, leg.TotalTime?.TotalMilliseconds, leg.Mbps))]);
}
