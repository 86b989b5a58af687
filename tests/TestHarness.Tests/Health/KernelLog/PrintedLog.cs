using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using TestHarness.Health;
using TestHarness.Health.KernelLog;

namespace TestHarness.Tests.Health.KernelLog;

/// <summary>A kernel log written as lines of <c>[SECONDS] &lt;LEVEL&gt;TEXT</c>; a line without a time is at 0 s.</summary>
internal static partial class PrintedLog
{
    public static ImmutableArray<KernelLogRecord> Read(string log) =>
        [.. log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ReadLine)];

    public static HealthReport Judge(string log, KernelLogOwner owner = KernelLogOwner.Host)
    {
        var records = Read(log);
        return new KernelLogJudge(AllowList.Empty).Judge(new KernelLogReading(records.Length, records, 0, null), owner, "host1");
    }

    private static KernelLogRecord ReadLine(string line, int index)
    {
        var match = Line().Match(line);
        var seconds = match.Groups["time"] is { Success: true } time ? double.Parse(time.Value, CultureInfo.InvariantCulture) : 0;
        return new KernelLogRecord(index, 0, match.Groups["level"].Value[0] - '0', TimeSpan.FromSeconds(seconds), match.Groups["text"].Value);
    }

    [GeneratedRegex(@"^(?:\[\s*(?<time>[\d.]+)\] )?<(?<level>\d)>(?<text>.*)$")]
    private static partial Regex Line();
}
