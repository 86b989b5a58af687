using System.Collections.Immutable;

namespace TestHarness.Reports.Records;

/// <summary>The record of a whole run.</summary>
/// <param name="Scenarios">The scenarios that have a result, in the order of their first attempts.</param>
/// <param name="Notices">The lines that were ignored, with the reasons; they are for a person.</param>
public sealed record RunRecord(RunLine Run, ImmutableArray<ScenarioRecord> Scenarios, ImmutableArray<string> Notices)
{
    /// <summary>The folder of the record.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The hosts of the run; null when no scenario needed one.</summary>
    public HostsLine? Hosts { get; init; }

    /// <summary>The end of the run; null when it was killed or is in progress.</summary>
    public EndLine? End { get; init; }

    /// <summary>The time for which the run was in progress, all its parts together.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The scenarios that were to run and have no result.</summary>
    public ImmutableArray<PlannedScenario> NotRun
    {
        get
        {
            var known = Scenarios.Select(scenario => (scenario.Place, scenario.Title)).ToHashSet();
            return [.. Run.Scenarios.Where(planned => !known.Contains((planned.Place, planned.Title)))];
        }
    }

    /// <summary>The number of scenarios by outcome, whether or not the run came to its end.</summary>
    public RunCounts Counts => RunCounts.Of(Scenarios, NotRun.Length);

    /// <summary>Makes the record of a run of its lines.</summary>
    public static RunRecord Of(RunLine run, IReadOnlyCollection<RecordLine> lines, ImmutableArray<string> notices) =>
        new(run, Merge(lines.OfType<ScenarioLine>()), notices)
        {
            Hosts = lines.OfType<HostsLine>().LastOrDefault(),
            End = lines.LastOrDefault(line => line is EndLine or ResumeLine) as EndLine,
            Duration = DurationOf(run, lines),
        };

    /// <summary>Adds the durations of the run's parts; a part that was killed ends with its last scenario.</summary>
    private static TimeSpan DurationOf(RunLine run, IEnumerable<RecordLine> lines)
    {
        var (total, start, end) = (TimeSpan.Zero, run.Started, run.Started);
        foreach (var line in lines)
        {
            switch (line)
            {
                case ScenarioLine scenario when scenario.Started.AddSeconds(scenario.Seconds) > end:
                    end = scenario.Started.AddSeconds(scenario.Seconds);
                    break;
                case EndLine last:
                    end = last.Finished;
                    break;
                case ResumeLine resume:
                    (total, start, end) = (total + (end - start), resume.Started, resume.Started);
                    break;
            }
        }

        return total + (end - start);
    }

    private static ImmutableArray<ScenarioRecord> Merge(IEnumerable<ScenarioLine> lines) =>
    [
        .. lines.GroupBy(line => (line.Place, line.Title)).Select(attempts => new ScenarioRecord(
            attempts.Key.Place, attempts.Key.Title, [.. attempts.OrderBy(attempt => attempt.Attempt)])),
    ];
}
