using System.Collections.Immutable;
using System.CommandLine;
using TestHarness.Cli.Reporting;
using TestHarness.Cli.Terminals;
using TestHarness.Evidence;
using TestHarness.Reports.Annotations;
using TestHarness.Reports.Html;
using TestHarness.Reports.Indexing;
using TestHarness.Reports.JUnit;
using TestHarness.Reports.Merging;
using TestHarness.Reports.Records;
using TestHarness.Reports.RunComparing;
using TestHarness.Reports.Trx;
using TestHarness.Steps.World;
using Command = System.CommandLine.Command;

namespace TestHarness.Cli.Commands;

/// <summary>The command 'harness report'.</summary>
internal static class ReportCommand
{
    private const string GitHubVariable = "GITHUB_ACTIONS";

    private const string Description = """
        Writes the report of a run as one HTML file, and on demand as JUnit XML or TRX. Several runs are columns of the report.
        In GitHub Actions, each failure is also printed as an annotation of the feature file.

        Examples:
          harness report                                                the last run
          harness report 20260102 -o /tmp/night.html --junit junit.xml  a run by the beginning of its name
          harness report --merge shards/*/run.jsonl                     the shards of a run as one run

        Exit codes: 0 the report is written, 1 a shard has no record, 2 bad input.
        """;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var runs = new Argument<string[]>("RUN")
        {
            Description = "A run: the beginning of its name, the folder of its record, or the file; else the last run.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var options = new ReportOptions();
        var command = new Command("report", Description)
        {
            runs, options.Html, options.JUnit, options.Trx, options.Merge, options.Bugs, options.Reports,
        };
        command.SetAction(parsed => Report([.. parsed.GetValue(runs) ?? []], options, parsed));
        return command;
    }

    private static int Report(ImmutableArray<string> names, ReportOptions options, ParseResult parsed)
    {
        var reports = parsed.GetValue(options.Reports) ?? RunSettings.Reports;
        var folders = new RunFolders(reports);
        using var arguments = new RunArguments(folders);
        var runs = arguments.Open(names);
        var missing = ImmutableArray<string>.Empty;
        if (parsed.GetValue(options.Merge))
            (runs, missing) = Merge(runs, folders, arguments);
        var bugs = parsed.GetValue(options.Bugs);
        var previous = PreviousRun.Find(folders, runs[^1].Run.Run) is { } id ? arguments.Open(folders.PathOf(id)) : null;
        var html = parsed.GetValue(options.Html) ?? Path.Combine(reports, "index.html");
        Write(html, file => new HtmlReport(runs, previous) { Bugs = bugs }.Write(file));
        Write(parsed.GetValue(options.JUnit), file => new JUnitReport(One(runs), Environment.CurrentDirectory).Write(file));
        Write(parsed.GetValue(options.Trx), file => new TrxReport(One(runs)).Write(file));
        if (Environment.GetEnvironmentVariable(GitHubVariable) == "true")
        {
            foreach (var line in GitHubAnnotations.Of(runs[^1].Run))
                Terminal.Output.WriteLine(line);
        }

        foreach (var line in missing)
            Terminal.Error.WriteLine(line, Tone.Bad);
        return missing.IsEmpty ? ExitCode.Success : ExitCode.Failure;
    }

    private static (ImmutableArray<RecordIndex> Runs, ImmutableArray<string> Missing) Merge(
        ImmutableArray<RecordIndex> runs, RunFolders folders, RunArguments arguments)
    {
        var merge = new RecordMerge(runs);
        var id = EvidenceRuns.NewName(DateTimeOffset.UtcNow);
        merge.Write(folders.PathOf(id), id);
        Terminal.Output.WriteLine($"record: {Places.Of(Path.Combine(folders.PathOf(id), RecordReader.FileName))}");
        return ([arguments.Open(folders.PathOf(id))], merge.Missing);
    }

    private static RecordIndex One(ImmutableArray<RecordIndex> runs) => runs is [var run]
        ? run
        : throw new BadInputException("report: JUnit XML and TRX are of one run; '--merge' makes one run of several");

    private static void Write(string? file, Action<string> write)
    {
        if (file is null)
            return;
        try
        {
            write(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{file} cannot be written: {exception.Message}");
        }

        Terminal.Output.WriteLine($"report: {Places.Of(file)}");
    }
}
