using System.Collections.Immutable;

namespace TestHarness.Health.KernelLog;

/// <summary>Says which records of a log are errors: those that a rule matches at any level, and all of levels 0 to 4.</summary>
public sealed class KernelLogJudge(AllowList allowList)
{
    private const int LastSuspectLevel = 4;

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

        foreach (var found in reading.Records.Select(Judge).OfType<KernelLogFinding>())
        {
            var (applies, expired) = allowList.Find(found.Record, owner);
            var note = expired is not null && applies is null ? $" ({expired.ExpiryNote()})" : "";
            var finding = new HealthFinding(check, where, found.Severity, $"{found}{note}");
            if (applies is null)
                findings.Add(finding);
            else
                allowed.Add(new AllowedFinding(finding, applies.Reason, applies.Expires));
        }

        return HealthReport.Clean with { Findings = findings.ToImmutable(), Allowed = allowed.ToImmutable() };
    }

    /// <summary>What a record means by itself, or null where it is not an error.</summary>
    public static KernelLogFinding? Judge(KernelLogRecord record)
    {
        foreach (var rule in KernelLogRules.All)
        {
            if (rule.Matches(record, out var device))
                return new KernelLogFinding(rule.Severity, rule.Name, device, record);
        }

        return record.Level <= LastSuspectLevel ? new KernelLogFinding(OfLevel(record.Level), $"level {record.Level}", null, record) : null;
    }

    private static HealthSeverity OfLevel(int level) => level switch
    {
        <= 2 => HealthSeverity.Critical,
        3 => HealthSeverity.Error,
        _ => HealthSeverity.Warning,
    };
}
