using System.Collections.Immutable;

namespace TestHarness.Health.KernelLog;

/// <summary>
/// Finds the records of a log that are errors: those that a rule matches at any level, and all of levels 0 to 4 but what
/// drivers print on a healthy host. Errors that belong together are one finding. It reads one log in its order, as what a
/// record means may depend on those before it.
/// </summary>
public sealed class KernelLogJudge(AllowList allowList)
{
    private const int LastSuspectLevel = 4;

    private const int LastSevereLevel = 2;

    private readonly AttachedUnits _attached = new();

    /// <summary>The loss of a path whose errors are accepted; null when no path may be lost.</summary>
    public ExpectedPathLoss? PathLoss { get; set; }

    /// <param name="where">The guest or host, for the messages.</param>
    public HealthReport Judge(KernelLogReading reading, KernelLogOwner owner, string where)
    {
        var check = owner == KernelLogOwner.Guest ? HealthCheck.GuestKernelLog : HealthCheck.HostKernelLog;
        if (reading.NotReadable is { } reason)
            return HealthReport.Unmade(check, where, reason);

        var findings = ImmutableArray.CreateBuilder<HealthFinding>();
        var allowed = ImmutableArray.CreateBuilder<AllowedFinding>();
        if (reading.Lost > 0)
            findings.Add(new HealthFinding(
                check,
                where,
                HealthSeverity.Error,
                $"{reading.Lost} records were overwritten before they were read; boot with a larger log_buf_len"));

        var refused = new List<KernelLogFinding>();
        foreach (var found in reading.Records.Where(record =>
            !_attached.IsAttentionAfterAttach(record)).Select(Judge).OfType<KernelLogFinding>())
        {
            var (applies, expired) = allowList.Find(found.Record, owner);
            var finding = new HealthFinding(check, where, found.Severity, $"{found}");
            // The expectation comes first: a loss that the allow list accepts too has been seen.
            if (PathLoss?.Accepts(found) == true)
                allowed.Add(new AllowedFinding(finding, ExpectedPathLoss.Reason, Expires: null));
            else if (applies is not null)
                allowed.Add(new AllowedFinding(finding, applies.Reason, applies.Expires));
            else
                refused.Add(found with { Note = expired?.ExpiryNote() });
        }

        findings.AddRange(Incident.Group(refused).Select(incident =>
            new HealthFinding(check, where, incident.Severity, $"{incident}")));
        return HealthReport.Clean with { Findings = findings.ToImmutable(), Allowed = allowed.ToImmutable() };
    }

    /// <summary>What a record means by itself, or null where it is not an error.</summary>
    public static KernelLogFinding? Judge(KernelLogRecord record)
    {
        foreach (var rule in KernelLogRules.All)
        {
            if (rule.Matches(record, out var device))
                return new KernelLogFinding(rule.Severity, rule.Name, device, record)
                {
                    Layer = rule.Layer,
                    PathLoss = rule.PathLoss,
                };
        }

        return record.Level > LastSuspectLevel || DriverNotices.All.Any(notice => notice.Covers(record))
            ? null
            : new KernelLogFinding(OfLevel(record.Level), $"level {record.Level}", null, record)
            {
                Layer = RecordSubjects.LayerOf(record),
            };
    }

    private static HealthSeverity OfLevel(int level) => level switch
    {
        <= LastSevereLevel => HealthSeverity.Critical,
        3 => HealthSeverity.Error,
        _ => HealthSeverity.Warning,
    };
}
