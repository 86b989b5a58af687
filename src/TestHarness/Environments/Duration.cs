using System.Globalization;
using System.Text.RegularExpressions;

namespace TestHarness.Environments;

/// <summary>Spans of time as people write them: <c>500ms</c>, <c>30s</c>, <c>2m</c>, <c>1h</c>, <c>1m30s</c>.</summary>
public static partial class Duration
{
    /// <summary>Parses a span of time; returns false when the text is not such a span.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var match = Format().Match(text.Trim());
        if (!match.Success)
            return false;

        var seconds = (Number(match, "h") * 3600) + (Number(match, "m") * 60) + Number(match, "s") + (Number(match, "ms") / 1000);
        if (seconds > (decimal)TimeSpan.MaxValue.TotalDays * 60)
            return false;

        duration = TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
        return true;
    }

    private static decimal Number(Match match, string unit) =>
        match.Groups[unit] is { Success: true } group
            ? decimal.Parse(group.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
            : 0;

    [GeneratedRegex(
        @"^(?=.)(?:(?<h>[0-9]{1,9}(?:\.[0-9]{1,9})?)h)?(?:(?<m>[0-9]{1,9}(?:\.[0-9]{1,9})?)m)?"
        + @"(?:(?<s>[0-9]{1,9}(?:\.[0-9]{1,9})?)s)?(?:(?<ms>[0-9]{1,9})ms)?$")]
    private static partial Regex Format();
}
