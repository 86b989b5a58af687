using TestHarness.Labs;
using TestHarness.Migration;
using TestHarness.Reports.Recording;
using TestHarness.Reports.Records;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;

namespace TestHarness.Reports.Events;

/// <summary>The events of one scenario.</summary>
internal sealed class ScenarioEvents(EventWriter writer, EventScenario name, ScenarioPlan scenario) : IRunObserver
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(1);

    private readonly HashSet<FindingRecord> _findings = [];
    private readonly Dictionary<string, DateTimeOffset> _nextProgress = [];

    /// <inheritdoc/>
    public void ScenarioStarted(ScenarioPlan started) =>
        writer.Write(new ScenarioStartedEvent(name, scenario.Feature.Title, scenario.Tags, DateTimeOffset.UtcNow));

    /// <inheritdoc/>
    public void StepStarted(StepPlan step) =>
        writer.Write(new StepStartedEvent(name, step.Keyword, step.Text, step.Location.Line, DateTimeOffset.UtcNow));

    /// <inheritdoc/>
    public void StepFinished(StepResult result) => writer.Write(new StepFinishedEvent(name, StepRecords.Of(result)));

    /// <inheritdoc/>
    public void OutputWritten(string line) => writer.Write(new OutputEvent(name, line));

    /// <inheritdoc/>
    public void FactAdded(object fact)
    {
        if (fact is not LabReport report)
            return;
        var findings = report.Findings;
        foreach (var finding in findings.Faults.Select(LegRecords.Of).Concat(findings.Allowed.Select(LegRecords.Of)))
            Write(finding);
    }

    /// <inheritdoc/>
    public void ProgressMade(object progress)
    {
        switch (progress)
        {
            case LabOpened opened:
                writer.Write(new HostsTakenEvent(name, opened.Hosts));
                break;
            case LegStarted leg:
                writer.Write(new LegStartedEvent(name, leg.Number, leg.From, leg.To, leg.At));
                break;
            case LegMoved moved:
                Write(moved);
                break;
            case LegArrived leg:
                writer.Write(new LegArrivedEvent(name, leg.Number, leg.From, leg.To, leg.At));
                break;
            case LegChecked leg:
                foreach (var finding in leg.Report.Health.Findings)
                    Write(LegRecords.Of(finding));
                writer.Write(new LegFinishedEvent(name, LegRecords.Of(leg.Report)));
                break;
        }
    }

    private void Write(FindingRecord finding)
    {
        if (_findings.Add(finding))
            writer.Write(new FindingEvent(name, finding));
    }

    private void Write(LegMoved leg)
    {
        // Legs of several guests of a scenario may run at the same time.
        var key = $"{leg.Number} {leg.From} {leg.To}";
        if (leg.At < _nextProgress.GetValueOrDefault(key))
            return;
        _nextProgress[key] = leg.At + ProgressInterval;
        writer.Write(new LegProgressEvent(name, leg.Number, leg.From, leg.To, leg.At)
        {
            Status = leg.Status,
            Percent = Math.Round(leg.Percent, 1),
            Passes = leg.Passes,
            TransferredBytes = leg.TransferredBytes,
            RemainingBytes = leg.RemainingBytes,
            TotalBytes = leg.TotalBytes,
            Mbps = Math.Round(leg.Mbps, 1),
            DirtyBytesPerSecond = leg.DirtyBytesPerSecond,
            ThrottlePercent = leg.ThrottlePercent,
        });
    }
}
