using System.Globalization;
using TestHarness.Reports.Records;

namespace TestHarness.Reports.Html;

/// <summary>The words and numbers of a report.</summary>
internal static class Words
{
    /// <summary>Returns the word of an outcome, which is its CSS class too.</summary>
    public static string Of(MergedOutcome outcome) =>
        outcome == MergedOutcome.Fixed ? "fixed?" : outcome.ToString().ToLowerInvariant();

    /// <summary>Returns the word of an outcome, which is its CSS class too.</summary>
    public static string Of(ScenarioOutcome outcome) => outcome.ToString().ToLowerInvariant();

    /// <summary>Returns the sign of an outcome, which tells outcomes apart without colours.</summary>
    public static string SignOf(string outcome) => outcome switch
    {
        "passed" => "✓",
        "failed" => "✗",
        "flaky" => "≈",
        "known" => "!",
        "fixed?" => "?",
        _ => "–",
    };

    /// <summary>Returns a duration.</summary>
    public static string Duration(double seconds) => seconds switch
    {
        < 1 => Invariant($"{seconds * 1000:0} ms"),
        < 60 => Invariant($"{seconds:0.0} s"),
        < 3600 => Invariant($"{Math.Floor(seconds / 60):0} min {seconds % 60:00} s"),
        _ => Invariant($"{Math.Floor(seconds / 3600):0} h {seconds % 3600 / 60:00} min"),
    };

    /// <summary>Returns a moment in UTC.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Returns a number of milliseconds; a dash when nothing reported it.</summary>
    public static string Milliseconds(double? milliseconds) => milliseconds is { } value ? Invariant($"{value:0.#} ms") : "–";

    /// <summary>Returns a number of bytes in MiB.</summary>
    public static string Mebibytes(long bytes) => Invariant($"{bytes / 1048576.0:0.0} MiB");

    /// <summary>Returns a throughput.</summary>
    public static string Throughput(double megabits) => Invariant($"{megabits:0} Mbit/s");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
