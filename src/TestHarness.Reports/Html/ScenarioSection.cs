using TestHarness.Reports.Records;

namespace TestHarness.Reports.Html;

/// <summary>A scenario with its attempts in all runs; closed until a reader opens it.</summary>
internal static class ScenarioSection
{
    private const string BugTag = "bug:";

    /// <summary>Writes the section.</summary>
    /// <param name="isOfRuns">Whether the report is of several runs, so that attempts are headed by their run.</param>
    public static void Write(MarkupWriter page, ReportRow row, bool isOfRuns, ReportLinks links)
    {
        var (scenario, outcome) = (row.Scenario, Words.Of(row.Outcome));
        var shown = scenario.Shown;
        page.Write($"<details class=\"scenario\" id=\"s{row.Number}\" data-outcome=\"{outcome}\" ");
        page.Write($"data-words=\"{WordsOf(shown)}\"><summary><b class=\"{outcome}\">{Words.SignOf(outcome)} {outcome}</b> ");
        page.Write($"<span>{scenario.Title}</span> <small>{scenario.Place}, {Words.Duration(scenario.Seconds)}</small>");
        page.Write($"</summary>");
        page.Write($"<p class=\"facts\">Feature: {shown.Feature}</p>");
        WriteTags(page, shown, links);
        foreach (var (run, result) in row.Results)
        {
            var read = run.Read(result);
            foreach (var attempt in read.Attempts)
                AttemptSection.Write(page, attempt, run.Run.Folder, links, Heading(run.Run, read, attempt, isOfRuns));
        }

        page.Write($"</details>");
    }

    private static string? Heading(RunRecord run, ScenarioRecord scenario, ScenarioLine attempt, bool isOfRuns)
    {
        var number = scenario.Attempts.Length > 1 ? $"attempt {attempt.Attempt}" : null;
        return isOfRuns ? $"Run {run.Run.Id}{(number is null ? "" : $", {number}")}" : number is null ? null : $"A{number[1..]}";
    }

    private static string WordsOf(ScenarioLine shown) =>
        string.Join(' ', shown.Tags.Select(tag => $"@{tag}").Concat(shown.Hosts).Append(shown.Feature));

    private static void WriteTags(MarkupWriter page, ScenarioLine shown, ReportLinks links)
    {
        if (shown.Tags.IsEmpty)
            return;
        page.Write($"<p class=\"tags\">");
        foreach (var tag in shown.Tags)
        {
            if (tag.StartsWith(BugTag, StringComparison.Ordinal) && links.OfBug(tag[BugTag.Length..]) is { } address)
                page.Write($"<a href=\"{address}\" rel=\"noreferrer\">@{tag}</a> ");
            else
                page.Write($"<span>@{tag}</span> ");
        }

        page.Write($"</p>");
    }
}
