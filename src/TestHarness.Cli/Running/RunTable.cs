using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Cli.Terminals;
using TestHarness.Failures;
using TestHarness.Reports.Records;

namespace TestHarness.Cli.Running;

/// <summary>The table of the runs that have a record, of which each row fits in 100 columns.</summary>
internal static class RunTable
{
    /// <summary>The length of an environment that is shown; of a longer file name the end is shown.</summary>
    private const int LongestEnvironment = 24;

    /// <summary>Makes the table, the latest run first.</summary>
    /// <returns>The table, and what could not be read of the records; a line each.</returns>
    public static (TextTable Table, ImmutableArray<string> Notices) Of(RunFolders runs)
    {
        var table = new TextTable(
            "run", "started", "environment", "scenarios", new TextColumn("duration", IsRightAligned: true), "state");
        var notices = ImmutableArray.CreateBuilder<string>();
        foreach (var id in runs.Ids)
        {
            try
            {
                var record = runs.Read(id);
                notices.AddRange(record.Notices);
                table.Add([.. Cells(record, runs.IsInProgress(id))]);
            }
            catch (HarnessException exception)
            {
                notices.Add(exception.Message);
                table.Add(id, "", "", "", "", new TextCell("unreadable", Tone.Warning));
            }
        }

        return (table, notices.ToImmutable());
    }

    /// <summary>Returns the counts in words, for example <c>3 passed, 1 flaky</c>.</summary>
    public static string Text(RunCounts counts) => string.Join(", ", Words(counts));

    private static IEnumerable<string> Words(RunCounts counts)
    {
        (int Count, string Word)[] all =
        [
            (counts.Passed, "passed"), (counts.Failed, "failed"), (counts.Flaky, "flaky"), (counts.Known, "known"),
            (counts.Fixed, "fixed?"), (counts.Skipped, "skipped"), (counts.NotRun, "not run"),
        ];
        var some = all.Where(each => each.Count > 0).Select(each => $"{each.Count} {each.Word}");
        return some.DefaultIfEmpty("none");
    }

    private static string End(string name) =>
        name.Length <= LongestEnvironment ? name : $"…{name[^(LongestEnvironment - 1)..]}";

    private static IEnumerable<TextCell> Cells(RunRecord record, bool isInProgress)
    {
        var (run, counts) = (record.Run, record.Counts);
        var state = isInProgress ? "in progress" : record.End switch
        {
            null => "killed",
            { Cancelled: true } => "cancelled",
            _ => "ended",
        };
        return
        [
            run.Id,
            run.Started.ToLocalTime().ToString("MM-dd HH:mm", CultureInfo.InvariantCulture),
            End(Path.GetFileName(run.Environment)),
            new TextCell(
                [.. Words(counts).Chunk(3).Select(words => string.Join(", ", words))],
                counts.Failed + counts.Flaky > 0 ? Tone.Bad : Tone.Normal),
            Durations.Text(record.Duration),
            new TextCell(state, state == "ended" ? Tone.Normal : Tone.Warning),
        ];
    }
}
