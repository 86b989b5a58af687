using TestHarness.Failures;
using TestHarness.Labs;
using TestHarness.Reports.Records;
using TestHarness.Scenarios.Running;

namespace TestHarness.Reports.Recording;

/// <summary>The facts of a scenario that runs, up to its line in the record.</summary>
/// <param name="name">The place and title by which the record knows the scenario.</param>
/// <param name="folder">The folder of the record.</param>
internal sealed class ScenarioRecorder(PlannedScenario name, int attempt, string folder)
{
    private readonly List<StepRecord> _steps = [];
    private LabReport? _report;

    /// <summary>Adds the result of a step.</summary>
    public void Add(StepResult result) => _steps.Add(StepRecords.Of(result));

    /// <summary>Adds a fact of the scenario.</summary>
    public void Add(object fact) => _report = fact as LabReport ?? _report;

    /// <summary>Makes the line of the scenario's result.</summary>
    public ScenarioLine Finish(ScenarioResult result)
    {
        var line = new ScenarioLine
        {
            Place = name.Place,
            Feature = result.Scenario.Feature.Title,
            Title = name.Title,
            Tags = result.Scenario.Tags,
            Attempt = attempt,
            Outcome = ScenarioVerdict.OutcomeOf(result),
            FailureClass = result.Error is HarnessException failure ? HarnessException.Label(failure.FailureClass) : null,
            Message = result.Error is { } error ? ErrorText.Of(error) : null,
            LaterErrors = [.. result.Errors.Skip(1).Select(ErrorText.Of)],
            FailurePlace = result.IsFailure || result.Outcome == Outcome.Known ? $"{name.File}:{result.Location.Line}" : null,
            Reason = result.Reason,
            Known = KnownRecord.Of(result.Known),
            CannotBeTold = ScenarioVerdict.CannotBeTold(result),
            Started = result.Start,
            Seconds = Seconds(result.Duration),
            Steps = [.. _steps],
        };
        return _report is null ? line : Add(line, _report);
    }

    private ScenarioLine Add(ScenarioLine line, LabReport report) => line with
    {
        Hosts = report.Hosts,
        Legs = [.. report.Legs.Select(LegRecords.Of)],
        Written = report.Load is { } load ? Samples.Of(load.Start, load.Samples) : null,
        Reachability = report.Reachability is { } reached ? Samples.Of(reached) : null,
        Findings = [.. report.Findings.Faults.Select(LegRecords.Of), .. report.Findings.Allowed.Select(LegRecords.Of)],
        NotChecked = [.. report.NotChecked.Select(LegRecords.Of)],
        Allowed = report.Allowed,
        Decisions = report.Decisions,
        Evidence = Path.GetRelativePath(folder, report.EvidenceFolder),
        Cut = report.Cut,
    };

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);
}
