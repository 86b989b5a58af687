using TestHarness.Environments;
using TestHarness.Failures;

namespace TestHarness.Health.KernelLog;

/// <summary>
/// Finds the records of a log that are errors: records that match a rule at any level, and all records of levels 0 to 4 except
/// those that drivers log on a healthy host. Errors that belong together are one finding. A judge reads one log in its order,
/// because the meaning of a record may depend on the records before it.
/// </summary>
public sealed class KernelLogJudge(AllowList allowList)
{
    private const int LastSuspectLevel = 4;

    private const int LastSevereLevel = 2;

    private AttachedUnits _attached = new();

    /// <summary>The loss of a path whose errors are accepted; null when no path may be lost.</summary>
    public ExpectedPathLoss? PathLoss { get; set; }

    /// <summary>Begins the judgment of a reading, which takes the records as they are read.</summary>
    /// <param name="where">The guest or host, for the messages.</param>
    public KernelLogJudgment Begin(KernelLogOwner owner, string where) =>
        new(allowList, _attached.Copy(), PathLoss, (CheckOf(owner), owner, where));

    /// <summary>Accepts a reading, and returns its findings.</summary>
    /// <param name="where">The guest or host, for the messages.</param>
    /// <exception cref="ArgumentException">The reading was made, but its records were not judged.</exception>
    public HealthReport Judge(KernelLogReading reading, KernelLogOwner owner, string where)
    {
        var check = CheckOf(owner);
        if (reading.NotReadable is { } reason)
            return HealthReport.Unmade(check, where, reason);
        if (reading.Judgment is not { } judgment)
            throw new ArgumentException("the records of the reading were not judged", nameof(reading));

        _attached = judgment.Attached;
        if (judgment.SeesPathLoss)
            PathLoss?.See();
        return HealthReport.Made(check, [.. LossOf(reading, check, where), .. judgment.Findings]) with
        {
            Allowed = judgment.Allowed,
        };
    }

    /// <summary>Judges a record by itself; returns null when it is not an error.</summary>
    public static KernelLogFinding? Judge(KernelLogRecord record)
    {
        if (FindRule(record.Text) is { } rule)
            return new KernelLogFinding(rule.Severity, rule.Name, rule.FindDevice(record), record)
            {
                Layer = rule.Layer,
                PathLoss = rule.PathLoss,
            };

        return IsErrorByLevel(KernelLogLine.Of(record))
            ? new KernelLogFinding(OfLevel(record.Level), $"level {record.Level}", null, record)
            {
                Layer = RecordSubjects.LayerOf(record),
            }
            : null;
    }

    /// <summary>Returns whether <see cref="Judge(KernelLogRecord)"/> finds an error, without memory for the record.</summary>
    /// <param name="mayMatch">Whether a rule may match the line.</param>
    internal static bool IsError(in KernelLogLine line, bool mayMatch) =>
        (mayMatch && FindRule(line.Text) is not null) || IsErrorByLevel(line);

    private static KernelLogRule? FindRule(ReadOnlySpan<char> text)
    {
        if (!KernelLogWords.MayBeError(text))
            return null;

        foreach (var rule in KernelLogRules.All)
        {
            if (rule.Pattern.IsMatch(text))
                return rule;
        }

        return null;
    }

    private static bool IsErrorByLevel(in KernelLogLine line)
    {
        if (line.Level > LastSuspectLevel)
            return false;

        foreach (var notice in DriverNotices.All)
        {
            if (notice.Covers(line))
                return false;
        }

        return true;
    }

    private static HealthCheck CheckOf(KernelLogOwner owner) =>
        owner == KernelLogOwner.Guest ? HealthCheck.GuestKernelLog : HealthCheck.HostKernelLog;

    private static IEnumerable<HealthFinding> LossOf(KernelLogReading reading, HealthCheck check, string where) =>
        reading.Lost == 0
            ? []
            :
            [
                new HealthFinding(
                    check,
                    where,
                    HealthSeverity.Error,
                    $"{reading.Lost} records were overwritten before they were read; boot with a larger log_buf_len"),
            ];

    private static HealthSeverity OfLevel(int level) => level switch
    {
        <= LastSevereLevel => HealthSeverity.Critical,
        3 => HealthSeverity.Error,
        _ => HealthSeverity.Warning,
    };
}
