using System.Collections.Immutable;
using TestHarness.Reports.Records;

namespace TestHarness.Reports.Html;

/// <summary>One attempt of a scenario with everything that its record has.</summary>
internal static class AttemptSection
{
    /// <summary>Writes the section.</summary>
    /// <param name="folder">The folder of the record, to which the path of the evidence is relative.</param>
    /// <param name="heading">The heading; null when it is the only attempt of the only run.</param>
    public static void Write(MarkupWriter page, ScenarioLine attempt, string folder, ReportLinks links, string? heading)
    {
        if (heading is not null)
            page.Write($"<h3>{heading}: {Words.Of(attempt.Outcome)}</h3>");
        page.Write($"<p class=\"facts\">{Words.Time(attempt.Started)}, {Words.Duration(attempt.Seconds)}");
        if (!attempt.Hosts.IsEmpty)
            page.Write($", on {string.Join(", ", attempt.Hosts)}");
        if (attempt.Evidence is { } evidence)
            page.Write($", <a href=\"{links.OfPath(Path.Combine(folder, evidence))}\">evidence</a>");
        if (attempt.Bundle is { } bundle)
            page.Write($", <a href=\"{links.OfPath(Path.Combine(folder, bundle))}\">bundle</a>");
        page.Write($"</p>");
        WriteFailure(page, attempt, links);
        WriteSteps(page, attempt.Steps);
        LegSection.Write(page, attempt);
        WriteFindings(page, "Findings", [.. attempt.Findings.Where(finding => finding.Accepted is null)]);
        WriteFindings(page, "Accepted findings", [.. attempt.Findings.Where(finding => finding.Accepted is not null)]);
        WriteList(page, "Checks not made", attempt.NotChecked.Select(check =>
            $"{check.Check} on {check.Where}: {check.Reason}{(check.Inapplicable ? " (it does not apply)" : "")}"));
        WriteList(page, "Policies that were followed", attempt.Decisions);
        WriteList(page, "Missing evidence", attempt.Cut);
    }

    private static void WriteKnown(MarkupWriter page, KnownRecord known, ReportLinks links)
    {
        page.Write($"<p class=\"note\">{known.Note}");
        if (links.OfIssue(known.Bug) is { } address)
            page.Write($" <a href=\"{address}\" rel=\"noreferrer\">bug {known.Bug}</a>");
        page.Write($"</p>");
    }

    private static void WriteFailure(MarkupWriter page, ScenarioLine attempt, ReportLinks links)
    {
        if (attempt.Reason is { } reason)
            page.Write($"<p>Skipped: {reason}</p>");
        if (attempt.Known is { } known)
            WriteKnown(page, known, links);
        if (attempt.Message is not { } message)
            return;
        page.Write($"<h4>Failure{(attempt.FailureClass is { } name ? $" [{name}]" : "")}</h4>");
        if (attempt.FailurePlace is { } place)
            page.Write($"<p>at <code>{place}</code></p>");
        page.Write($"<pre class=\"box\" tabindex=\"0\">{message}</pre>");
        foreach (var later in attempt.LaterErrors)
            page.Write($"<p>Later error:</p><pre class=\"box\" tabindex=\"0\">{later}</pre>");
    }

    private static void WriteSteps(MarkupWriter page, ImmutableArray<StepRecord> steps)
    {
        if (steps.IsEmpty)
            return;
        page.Write($"<h4>Steps</h4><ol class=\"steps\">");
        foreach (var step in steps)
        {
            page.Write($"<li class=\"{step.Outcome}\"><b>{Words.SignOf(step.Outcome)} {step.Outcome}</b> {step.Keyword.Trim()} ");
            page.Write($"{step.Text} <small>line {step.Line}, {Words.Duration(step.Seconds)}</small>");
            if (step.Error is { } error)
                page.Write($"<br><small>{error.Split('\n', 2)[0]}</small>");
            page.Write($"</li>");
        }

        page.Write($"</ol>");
    }

    private static void WriteFindings(MarkupWriter page, string title, ImmutableArray<FindingRecord> findings) =>
        WriteList(page, title, findings.Select(finding =>
            $"{finding.Severity}, {finding.Check} on {finding.Where}: {finding.Message}"
            + (finding.Count > 1 ? $" ({finding.Count} times)" : "")
            + (finding.Accepted is { } why ? $"; accepted: {why}" : "")));

    private static void WriteList(MarkupWriter page, string title, IEnumerable<string> items)
    {
        string[] all = [.. items];
        if (all.Length == 0)
            return;
        page.Write($"<h4>{title}</h4><ul>");
        foreach (var item in all)
            page.Write($"<li>{item}</li>");
        page.Write($"</ul>");
    }
}
