using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Reports.Indexing;
using TestHarness.Reports.RunComparing;

namespace TestHarness.Reports.Html;

/// <summary>
/// The report of one or several runs as one HTML file without anything from a network. Scenarios are read from the records one
/// by one as they are written.
/// </summary>
/// <param name="runs">The runs; several are shown as columns.</param>
/// <param name="previous">The run that the last one is compared with; null when there is none.</param>
public sealed class HtmlReport(ImmutableArray<RecordIndex> runs, RecordIndex? previous)
{
    /// <summary>The address of a bug with <c>{}</c> in place of its number; null when bugs have no links.</summary>
    public string? Bugs { get; init; }

    /// <summary>Writes the report; an older file of the same name stays until the new one is complete.</summary>
    /// <exception cref="HarnessException">Class config: the address of bugs is not one of the web.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string file)
    {
        ReportLinks.CheckBugs(Bugs);
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        Directory.CreateDirectory(folder);
        var beside = $"{file}.{Environment.ProcessId}.tmp";
        using (var output = new StreamWriter(beside))
            Write(output, folder);
        File.Move(beside, file, overwrite: true);
    }

    /// <summary>Writes the report.</summary>
    /// <param name="folder">The folder from which the links to evidence go out.</param>
    internal void Write(TextWriter output, string folder)
    {
        var page = new MarkupWriter(output);
        var links = new ReportLinks(folder, Bugs);
        var rows = ReportRow.Of(runs);
        ReportPage.WriteStart(page, runs.Length == 1 ? $"Run {runs[0].Run.Run.Id}" : $"{runs.Length} runs");
        foreach (var run in runs)
            RunSection.Write(page, run);
        ChangeSection.Write(page, previous is null ? null : RunChanges.Of(previous.Run, runs[^1].Run), rows);
        FilterSection.Write(page, rows);
        MatrixSection.Write(page, runs, rows);
        page.Write($"<section aria-labelledby=\"scenarios\"><h2 id=\"scenarios\">Scenarios</h2>");
        foreach (var row in rows)
            ScenarioSection.Write(page, row, runs.Length > 1, links);
        page.Write($"</section>");
        ReportPage.WriteEnd(page);
    }
}
