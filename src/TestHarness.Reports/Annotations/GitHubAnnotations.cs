using TestHarness.Reports.Records;
using TestHarness.Texts;

namespace TestHarness.Reports.Annotations;

/// <summary>The failures of a run as lines of output that GitHub Actions shows beside the lines of the feature files.</summary>
public static class GitHubAnnotations
{
    /// <summary>
    /// Returns a line for each scenario that failed or is flaky, and a notice for each that a known issue is about: it has failed
    /// as that says, or passed although it fails.
    /// </summary>
    public static IEnumerable<string> Of(RunRecord run) => run.Scenarios
        .Where(scenario => scenario.IsFailure || scenario.Outcome is MergedOutcome.Known or MergedOutcome.Fixed)
        .Select(Line);

    private static string Line(ScenarioRecord scenario)
    {
        var colon = scenario.Place.LastIndexOf(':');
        var (file, line) = colon > 0 ? (scenario.Place[..colon], scenario.Place[(colon + 1)..]) : (scenario.Place, "1");
        var flaky = scenario.Outcome == MergedOutcome.Flaky ? "flaky: " : "";
        var texts = new[] { scenario.Shown.Known?.Note, scenario.Shown.Message }.OfType<string>();
        var kind = scenario.IsFailure ? "error" : "notice";
        return $"::{kind} file={Property(file)},line={Property(line)},title={Property(scenario.Title)}::"
            + Message(flaky + string.Join('\n', texts.DefaultIfEmpty("failed")));
    }

    private static string Message(string text) => ShownText.Block(text)
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Message(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
