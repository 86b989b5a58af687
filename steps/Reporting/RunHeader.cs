using TestHarness.Evidence;
using TestHarness.Reports.Recording;
using TestHarness.Reports.Records;
using TestHarness.Steps.World;
using TestHarness.Texts;

namespace TestHarness.Steps.Reporting;

/// <summary>The record of a run of this process.</summary>
public static class RunHeader
{
    /// <summary>Makes the first line of the record from the settings of this process.</summary>
    public static RunLine New()
    {
        var start = DateTimeOffset.UtcNow;
        return new RunLine
        {
            Id = EvidenceRuns.NewName(start),
            Started = start,
            Environment = ChosenEnvironment,
            Strict = RunSettings.Strict,
            Qemus = [.. RunSettings.Qemus.Select(choice => $"{choice}")],
            KnownIssues = RunSettings.KnownIssues,
            Harness = ReportEnvironment.HarnessVersion,
        };
    }

    /// <summary>The name of the chosen environment, or the full path of its file.</summary>
    public static string ChosenEnvironment
    {
        get
        {
            var chosen = Environment.GetEnvironmentVariable(RunSettings.EnvironmentVariable) is { Length: > 0 } value
                ? value
                : RunSettings.DefaultEnvironment;
            return RunSettings.EnvironmentNames.Contains(chosen) ? chosen : Path.GetFullPath(chosen);
        }
    }

    /// <summary>Starts the record of a run; the evidence of the run gets the same name.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the record cannot be written.</exception>
    public static RunRecording Start(RunLine run, TextOutlet texts)
    {
        CurrentRun.Name = run.Id;
        return RunRecording.Start(RunSettings.Reports, texts, run);
    }

    /// <summary>Goes on with the record of a run, and with its evidence.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the run is in progress, or cannot be written.</exception>
    public static RunRecording Resume(RunRecord run, TextOutlet texts)
    {
        CurrentRun.Name = run.Run.Id;
        return RunRecording.Resume(run.Folder, texts, DateTimeOffset.UtcNow);
    }

    /// <summary>Returns the hosts of the run; null when no scenario has needed one so far.</summary>
    public static HostsLine? Hosts() => ReportEnvironment.Hosts();
}
