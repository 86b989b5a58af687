using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using TestHarness.Environments;
using TestHarness.Health;
using TestHarness.Health.KernelLog;

namespace TestHarness.Tests.Health.KernelLog;

/// <summary>A kernel log written as lines of <c>[SECONDS] &lt;LEVEL&gt;TEXT</c>; a line without a time is at 0 s.</summary>
internal static partial class PrintedLog
{
    public static ImmutableArray<KernelLogRecord> Read(string log) =>
        [.. log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ReadLine)];

    public static HealthReport Judge(string log, KernelLogOwner owner = KernelLogOwner.Host) =>
        Judge(new KernelLogJudge(AllowList.Empty), Read(log), owner);

    /// <summary>Judges records as they are judged while they are read.</summary>
    public static HealthReport Judge(
        KernelLogJudge judge,
        IReadOnlyCollection<KernelLogRecord> records,
        KernelLogOwner owner = KernelLogOwner.Host,
        string where = "host1")
    {
        var judgment = judge.Begin(owner, where);
        foreach (var record in records)
            judgment.Take(KernelLogLine.Of(record), mayMatch: true);
        var reading = new KernelLogReading(records.Count, KernelLogHistory.Empty, 0, null) { Judgment = judgment };
        return judge.Judge(reading, owner, where);
    }

    private static KernelLogRecord ReadLine(string line, int index)
    {
        var match = Line().Match(line);
        var seconds = match.Groups["time"] is { Success: true } time ? double.Parse(time.Value, CultureInfo.InvariantCulture) : 0;
        return new KernelLogRecord(
            index, 0, match.Groups["level"].Value[0] - '0', TimeSpan.FromSeconds(seconds), match.Groups["text"].Value);
    }

    [GeneratedRegex(@"^(?:\[\s*(?<time>[\d.]+)\] )?<(?<level>\d)>(?<text>.*)$")]
    private static partial Regex Line();
}
