using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Migration;
using TestHarness.Qmp.Migrate;
using TestHarness.Reports.Records;

namespace TestHarness.Reports.Recording;

/// <summary>The records of legs.</summary>
internal static class LegRecords
{
    /// <summary>Makes the record of a leg.</summary>
    public static LegRecord Of(LegReport leg)
    {
        var (result, figures) = (leg.Result, leg.Result.Statistics);
        return new LegRecord
        {
            Number = leg.Number,
            From = leg.Places?.From ?? result.Source,
            To = leg.Places?.To ?? result.Destination,
            Started = result.Window.Start,
            Seconds = Math.Round((result.Window.End - result.Window.Start).TotalSeconds, 3),
            Mode = ModeOf(figures.Mode),
            DowntimeMs = figures.Downtime?.TotalMilliseconds,
            TotalMs = figures.TotalTime?.TotalMilliseconds,
            SetupMs = figures.SetupTime.TotalMilliseconds,
            TransferredBytes = figures.Transferred,
            Passes = figures.DirtySyncCount,
            ThroughputMbps = figures.Mbps,
            StallMs = leg.Load?.LongestStall.TotalMilliseconds,
            Written = leg.Load is { } load ? new(load.Written.Before, load.Written.Across, load.Written.After) : null,
            Compared = leg.Data.Compared,
            Usual = leg.Usual,
            ChecksMade = [.. leg.ChecksMade.Select(check => check.ToText()).Distinct()],
            NotChecked = [.. leg.Health.NotChecked.Select(Of)],
            Sent = Samples.Of(result.Window.Start, leg.Sent),
            Text = $"{leg}",
        };
    }

    /// <summary>Makes the record of a check that was not made.</summary>
    public static UnmadeRecord Of(UnmadeCheck check) =>
        new(check.Check.ToText(), check.Where, check.Reason, check.IsInapplicable);

    /// <summary>Makes the record of a finding that is a failure.</summary>
    public static FindingRecord Of(HealthFinding finding) =>
        new(finding.Check.ToText(), finding.Where, finding.Severity.ToString().ToLowerInvariant(), finding.Message);

    /// <summary>Makes the record of a finding that was accepted.</summary>
    public static FindingRecord Of(AllowedFinding allowed) =>
        Of(allowed.Finding) with { Accepted = allowed.Reason, Count = allowed.Count };

    private static LegModeRecord ModeOf(LegMode mode) => new()
    {
        Name = mode.PostcopyRequests > 0 || mode.PostcopyBytes > 0 ? "postcopy" : "precopy",
        PostcopyRequests = mode.PostcopyRequests,
        PostcopyBytes = mode.PostcopyBytes,
        MultifdChannels = mode.UsedChannels,
        MultifdBytes = mode.MultifdBytes,
        ThrottlePercent = mode.Throttle,
    };
}
