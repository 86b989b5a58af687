using System.Collections.Immutable;
using TestHarness.Reports.Indexing;
using TestHarness.Reports.Records;

namespace TestHarness.Reports.Html;

/// <summary>
/// The outcomes of scenarios by run, or by the hosts on which their attempts ran. With one run and the same hosts for all
/// attempts of each scenario there is one column, which the list of scenarios has.
/// </summary>
internal static class MatrixSection
{
    /// <summary>Writes the section; nothing when it would have one column.</summary>
    public static void Write(MarkupWriter page, ImmutableArray<RecordIndex> runs, ImmutableArray<ReportRow> rows)
    {
        var columns = runs.Length > 1 ? OfRuns(runs) : OfHosts(rows);
        if (columns.Length < 2)
            return;

        page.Write($"<section aria-labelledby=\"matrix\"><h2 id=\"matrix\">Outcomes by ");
        page.Write($"{(runs.Length > 1 ? "run" : "hosts")}</h2><div class=\"box\" tabindex=\"0\" role=\"region\" ");
        page.Write($"aria-labelledby=\"matrix\"><table class=\"matrix\"><thead><tr><th>scenario</th>");
        foreach (var column in columns)
            page.Write($"<th scope=\"col\">{column.Title}</th>");
        page.Write($"</tr></thead><tbody>");
        foreach (var row in rows)
        {
            page.Write($"<tr data-row=\"s{row.Number}\"><th scope=\"row\">");
            page.Write($"<a href=\"#s{row.Number}\">{row.Scenario.Title}</a></th>");
            foreach (var column in columns)
                WriteCell(page, column.OutcomeOf(row));
            page.Write($"</tr>");
        }

        page.Write($"</tbody></table></div></section>");
    }

    private static void WriteCell(MarkupWriter page, MergedOutcome? outcome)
    {
        if (outcome is { } found)
            page.Write($"<td class=\"{Words.Of(found)}\">{Words.SignOf(Words.Of(found))} {Words.Of(found)}</td>");
        else
            page.Write($"<td>–</td>");
    }

    private static ImmutableArray<Column> OfRuns(ImmutableArray<RecordIndex> runs)
    {
        var names = new Func<RunRecord, string>[]
        {
            run => string.Join(", ", run.Run.Qemus),
            run => string.Join(", ", run.Hosts?.Hosts.Select(host => host.Qemu).OfType<string>().Distinct() ?? []),
            run => string.Join(", ", run.Hosts?.Hosts.Select(host => host.Name) ?? []),
            run => run.Run.Environment,
        };
        var name = names.FirstOrDefault(of => runs.Select(run => of(run.Run)).Distinct().Count() > 1) ?? (_ => "");
        return [.. runs.Select(run => new Column($"{name(run.Run)} {run.Run.Run.Id}".Trim(), row => Of(row, run)))];
    }

    private static MergedOutcome? Of(ReportRow row, RecordIndex run) =>
        row.Results.FirstOrDefault(result => result.Run == run).Scenario?.Outcome;

    private static ImmutableArray<Column> OfHosts(ImmutableArray<ReportRow> rows)
    {
        var differs = rows.Any(row => row.Scenario.Attempts.Select(HostsOf).Distinct().Skip(1).Any());
        return !differs ? [] :
        [
            .. rows.SelectMany(row => row.Scenario.Attempts.Select(HostsOf)).Distinct().Order(StringComparer.Ordinal)
                .Select(hosts => new Column(hosts, row => Of(row.Scenario, hosts))),
        ];
    }

    private static MergedOutcome? Of(ScenarioRecord scenario, string hosts) =>
        scenario with { Attempts = [.. scenario.Attempts.Where(attempt => HostsOf(attempt) == hosts)] } is
        { Attempts.IsEmpty: false } some
            ? some.Outcome
            : null;

    private static string HostsOf(ScenarioLine attempt) =>
        attempt.Hosts.IsEmpty ? "no host" : string.Join(", ", attempt.Hosts.Order(StringComparer.Ordinal));

    private sealed record Column(string Title, Func<ReportRow, MergedOutcome?> OutcomeOf);
}
