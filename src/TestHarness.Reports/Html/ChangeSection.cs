using System.Collections.Immutable;
using TestHarness.Reports.RunComparing;

namespace TestHarness.Reports.Html;

/// <summary>The section of what has changed since the previous run.</summary>
internal static class ChangeSection
{
    /// <summary>The largest number of scenarios that are listed for a kind of change.</summary>
    private const int Most = 100;

    private static readonly ImmutableArray<(ChangeKind Kind, string Title)> Kinds =
    [
        (ChangeKind.NewlyFailing, "newly failing"),
        (ChangeKind.Flaky, "flaky"),
        (ChangeKind.Known, "known issues"),
        (ChangeKind.PerhapsFixed, "fixed? (a known issue says that it fails)"),
        (ChangeKind.Fixed, "fixed"),
        (ChangeKind.StillFailing, "still failing"),
        (ChangeKind.Added, "new scenarios"),
        (ChangeKind.NoLongerRun, "no longer run"),
    ];

    /// <summary>Writes the section.</summary>
    /// <param name="changes">The changes; null when there is no previous run.</param>
    public static void Write(MarkupWriter page, RunChanges? changes, ImmutableArray<ReportRow> rows)
    {
        page.Write($"<section aria-labelledby=\"changes\"><h2 id=\"changes\">Since the previous run</h2>");
        if (changes is null)
        {
            page.Write($"<p>There is no earlier record of the same environment and selection to compare with.</p></section>");
            return;
        }

        page.Write($"<p>Compared with {changes.Before.Run.Id} of {Words.Time(changes.Before.Run.Started)}.</p>");
        var numbers = rows.ToDictionary(row => (row.Scenario.Place, row.Scenario.Title), row => row.Number);
        foreach (var (kind, title) in Kinds)
            WriteKind(page, title, kind == ChangeKind.NewlyFailing, changes.Of(kind), numbers);
        if (changes.Scenarios.All(change => change.Kind == ChangeKind.Same))
            page.Write($"<p>No outcome has changed.</p>");
        page.Write($"</section>");
    }

    private static void WriteKind(
        MarkupWriter page,
        string title,
        bool isOpen,
        ImmutableArray<ScenarioChange> changes,
        Dictionary<(string Place, string Title), int> numbers)
    {
        if (changes.IsEmpty)
            return;
        page.Write($"<details{(isOpen ? " open" : "")}><summary>{title}: {changes.Length}</summary><ul>");
        foreach (var change in changes.Take(Most))
        {
            var scenario = change.Shown;
            if (change.After is not null && numbers.TryGetValue((scenario.Place, scenario.Title), out var number))
                page.Write($"<li><a href=\"#s{number}\">{scenario.Title}</a> <small>{scenario.Place}</small>");
            else
                page.Write($"<li>{scenario.Title} <small>{scenario.Place}</small>");
            if (scenario.Shown.Known is { } known)
                page.Write($"<br><small>{known.Note}</small>");
            if (scenario.Shown.Message is { } message)
                page.Write($"<br><small>{message}</small>");
            page.Write($"</li>");
        }

        if (changes.Length > Most)
            page.Write($"<li>and {changes.Length - Most} more</li>");
        page.Write($"</ul></details>");
    }
}
