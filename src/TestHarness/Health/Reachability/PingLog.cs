using System.Globalization;
using System.Text.RegularExpressions;
using TestHarness.Failures;

namespace TestHarness.Health.Reachability;

/// <summary>Reads the output of iputils' <c>ping -D -n</c>.</summary>
internal static partial class PingLog
{
    /// <summary>Reads the answers and the summary.</summary>
    /// <param name="hostStart">The start of the probing on the host's clock, in seconds since the epoch.</param>
    /// <param name="hostEnd">The end of the probing on the host's clock, in seconds since the epoch.</param>
    /// <param name="start">The start of the probing on the harness's clock.</param>
    /// <exception cref="HarnessException">Class preflight: the text is not the output of a known ping.</exception>
    public static Reachability Read(string text, decimal hostStart, decimal hostEnd, DateTimeOffset start)
    {
        if (Summary().Match(text) is not { Success: true } summary)
            throw new HarnessException(
                FailureClass.Preflight,
                "expected ping's summary (\"N packets transmitted\"), found: "
                + text[^Math.Min(text.Length, 300)..].Trim());

        var sent = int.Parse(summary.Groups[1].Value, CultureInfo.InvariantCulture);
        var answers = new List<TimeSpan>();
        var answered = new HashSet<int>();
        foreach (Match answer in Answer().Matches(text))
        {
            if (answered.Add(int.Parse(answer.Groups[2].Value, CultureInfo.InvariantCulture)))
                answers.Add(Seconds(decimal.Parse(answer.Groups[1].Value, CultureInfo.InvariantCulture) - hostStart));
        }

        var times = answers.Prepend(TimeSpan.Zero).Append(Seconds(hostEnd - hostStart)).ToArray();
        var longest = times.Zip(times.Skip(1), (from, to) => new Gap(from, to)).MaxBy(gap => gap.Length);
        return new Reachability([.. answers], start, sent, sent - answered.Count, longest);
    }

    private static TimeSpan Seconds(decimal seconds) => TimeSpan.FromSeconds((double)seconds);

    [GeneratedRegex(@"^\[(\d+\.\d+)\] \d+ bytes from \S+ icmp_seq=(\d+) ", RegexOptions.Multiline)]
    private static partial Regex Answer();

    [GeneratedRegex(@"^(\d+) packets transmitted, ", RegexOptions.Multiline)]
    private static partial Regex Summary();
}
