using System.Collections.Immutable;
using TestHarness.Reports.Records;

namespace TestHarness.Reports.Html;

/// <summary>The fields by which a reader selects scenarios; the script shows them, as they do nothing without it.</summary>
internal static class FilterSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(MarkupWriter page, ImmutableArray<ReportRow> rows)
    {
        page.Write($"<form class=\"filter\" id=\"filter\" role=\"search\" hidden><label for=\"text\">Filter scenarios</label>");
        page.Write($"<input id=\"text\" type=\"search\" autocomplete=\"off\" placeholder=\"title, place, @tag or host\">");
        page.Write($"<fieldset><legend>Outcomes</legend>");
        foreach (var outcome in Enum.GetValues<MergedOutcome>())
        {
            var (word, count) = (Words.Of(outcome), rows.Count(row => row.Outcome == outcome));
            if (count > 0)
                page.Write($"<label><input type=\"checkbox\" value=\"{word}\" checked> {word} ({count})</label>");
        }

        page.Write($"</fieldset><p><output id=\"shown\" for=\"text\"></output> Keys: <kbd>/</kbd> filter, ");
        page.Write($"<kbd>↓</kbd> <kbd>↑</kbd> next and previous scenario, <kbd>Enter</kbd> open, ");
        page.Write($"<kbd>Esc</kbd> show all.</p></form>");
    }
}
