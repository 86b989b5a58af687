using TestHarness.Reports.Indexing;
using TestHarness.Reports.Records;

namespace TestHarness.Reports.Html;

/// <summary>The head of a run: what ran where, how it ended, and the number of scenarios by outcome.</summary>
internal static class RunSection
{
    /// <summary>The largest number of notices and of scenarios without a result that are listed.</summary>
    private const int MostLines = 50;

    /// <summary>Writes the section.</summary>
    public static void Write(MarkupWriter page, RecordIndex index)
    {
        var run = index.Run;
        page.Write($"<section aria-label=\"Run {run.Run.Id}\"><ul class=\"counts\" aria-label=\"Scenarios by outcome\">");
        WriteCount(page, "passed", run.Counts.Passed);
        WriteCount(page, "failed", run.Counts.Failed);
        WriteCount(page, "flaky", run.Counts.Flaky);
        if (run.Counts.Known > 0)
            WriteCount(page, Words.Of(MergedOutcome.Known), run.Counts.Known);
        if (run.Counts.Fixed > 0)
            WriteCount(page, Words.Of(MergedOutcome.Fixed), run.Counts.Fixed);
        WriteCount(page, "skipped", run.Counts.Skipped);
        WriteCount(page, "not run", run.Counts.NotRun);
        page.Write($"</ul><dl>");
        WriteFact(page, "run", run.Run.Id);
        WriteFact(page, "environment", run.Run.Environment);
        WriteFact(page, "started", Words.Time(run.Run.Started));
        WriteFact(page, "ended", EndOf(run));
        WriteFact(page, "harness", run.Run.Harness);
        WriteFact(page, "strict", run.Run.Strict ? "yes: a skipped scenario is a failure" : null);
        WriteFact(page, "selected", string.Join(' ', run.Run.Paths));
        WriteFact(page, "tags", run.Run.Tags);
        WriteFact(page, "shard", run.Run.Shard);
        WriteFact(page, "QEMU", string.Join(", ", run.Run.Qemus));
        WriteFact(page, "known issues", run.Run.KnownIssues);
        WriteFact(page, "guest image", run.Hosts?.GuestImage);
        WriteFact(page, "checks not made", Sum(index.NotChecked));
        WriteFact(page, "accepted findings", Sum(index.Allowed));
        page.Write($"</dl>");
        WriteHosts(page, run);
        WriteLines(page, "Errors of the run", [.. run.End?.HookErrors ?? [], .. run.End?.LoadErrors ?? [], .. run.Notices]);
        WriteLines(page, "Scenarios without a result", [.. run.NotRun.Select(each => $"{each.Title} ({each.Place})")]);
        page.Write($"</section>");
    }

    private static void WriteCount(MarkupWriter page, string word, int count) => page.Write(
        $"<li class=\"{word}\"><span aria-hidden=\"true\">{Words.SignOf(word)}</span> <b>{count}</b> {word}</li>");

    private static void WriteFact(MarkupWriter page, string name, string? fact)
    {
        if (!string.IsNullOrEmpty(fact))
            page.Write($"<div><dt>{name}</dt><dd>{fact}</dd></div>");
    }

    private static string EndOf(RunRecord run) => run.End switch
    {
        null => "it was killed, or is in progress",
        { Cancelled: true } end => $"{Words.Time(end.Finished)}, cancelled",
        { } end => $"{Words.Time(end.Finished)}, after {Words.Duration((end.Finished - run.Run.Started).TotalSeconds)}",
    };

    private static string? Sum((long Count, int Scenarios) sum) =>
        sum.Count == 0 ? null : $"{sum.Count}, in {sum.Scenarios} scenarios";

    private static void WriteHosts(MarkupWriter page, RunRecord run)
    {
        if (run.Hosts is not { Hosts: { IsEmpty: false } hosts })
            return;
        page.Write($"<div class=\"box\" tabindex=\"0\" role=\"region\" aria-label=\"Hosts\"><table><thead><tr><th>host</th>");
        page.Write($"<th>QEMU</th><th>accelerator</th><th>machine type</th><th>kernel</th><th>libvirt</th><th>processor</th>");
        page.Write($"</tr></thead><tbody>");
        foreach (var host in hosts)
        {
            page.Write($"<tr><th scope=\"row\">{host.Name}</th><td>{host.Qemu ?? "none"}</td><td>{host.Accelerator ?? "–"}</td>");
            page.Write($"<td>{host.MachineType ?? "–"}</td><td>{host.Kernel}</td><td>{host.Libvirt ?? "none"}</td>");
            page.Write($"<td>{host.Processor}</td></tr>");
        }

        page.Write($"</tbody></table></div>");
    }

    private static void WriteLines(MarkupWriter page, string title, string[] lines)
    {
        if (lines.Length == 0)
            return;
        page.Write($"<details><summary>{title}: {lines.Length}</summary><ul>");
        foreach (var line in lines.Take(MostLines))
            page.Write($"<li>{line}</li>");
        if (lines.Length > MostLines)
            page.Write($"<li>and {lines.Length - MostLines} more</li>");
        page.Write($"</ul></details>");
    }
}
