using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Reports.Indexing;
using TestHarness.Reports.Records;
using TestHarness.Texts;

namespace TestHarness.Reports.Merging;

/// <summary>
/// Makes one record of several, for example of the shards of a run: it equals the record that one run of all scenarios writes.
/// </summary>
/// <param name="runs">The records; at least one.</param>
public sealed class RecordMerge(ImmutableArray<RecordIndex> runs)
{
    private readonly ShardOrder _order = new(runs);

    /// <summary>A line for each shard without a record; empty when the records are not of shards.</summary>
    public ImmutableArray<string> Missing => [.. _order.Missing.Select(shard => $"there is no record of shard {shard}")];

    /// <summary>Writes the merged record.</summary>
    /// <param name="folder">The folder of the merged run.</param>
    /// <param name="id">The name of the merged run.</param>
    /// <exception cref="HarnessException">Class config: the records are of different environments.</exception>
    /// <exception cref="IOException">The record cannot be written.</exception>
    public void Write(string folder, string id)
    {
        CheckEnvironments();
        using var writer = new RecordWriter(folder, TextOutlet.WithoutSecrets);
        writer.Write(First(id));
        if (Hosts() is { } hosts)
            writer.Write(hosts);
        var attempts = new Dictionary<(string Place, string Title), int>();
        foreach (var (run, scenario) in _order.Of(run => run.Run.Scenarios))
        {
            foreach (var attempt in run.Read(scenario).Attempts)
                writer.Write(Place(attempt, run, folder, attempts));
        }

        if (End() is { } end)
            writer.Write(end with { Counts = Count(folder) });
    }

    private void CheckEnvironments()
    {
        var names = runs.Select(run => run.Run.Run.Environment).Distinct().ToArray();
        if (names.Length > 1)
        {
            throw new HarnessException(
                FailureClass.Config,
                $"records of one environment can be merged, found several environments: {string.Join(", ", names)}");
        }
    }

    private RunLine First(string id) => runs[0].Run.Run with
    {
        Id = id,
        Started = runs.Min(run => run.Run.Run.Started),
        Strict = runs.All(run => run.Run.Run.Strict),
        Shard = _order.IsComplete ? null : string.Join(", ", runs.Select(run => run.Run.Run.Shard).OfType<string>().Distinct()),
        Scenarios = [.. _order.Of(run => run.Run.Run.Scenarios).Select(each => each.Item).Distinct()],
    };

    private HostsLine? Hosts()
    {
        HostsLine[] all = [.. runs.Select(run => run.Run.Hosts).OfType<HostsLine>()];
        return all.Length == 0 ? null : new HostsLine
        {
            Hosts = [.. all.SelectMany(line => line.Hosts).Distinct()],
            GuestImage = all.Select(line => line.GuestImage).FirstOrDefault(image => image is not null),
        };
    }

    /// <summary>
    /// Numbers an attempt after those of earlier records, and has its evidence and bundle found from the merged record.
    /// </summary>
    private static ScenarioLine Place(
        ScenarioLine attempt, RecordIndex run, string folder, Dictionary<(string Place, string Title), int> attempts)
    {
        var number = attempts.GetValueOrDefault((attempt.Place, attempt.Title)) + 1;
        attempts[(attempt.Place, attempt.Title)] = number;
        return attempt with
        {
            Attempt = number,
            Evidence = Moved(attempt.Evidence),
            Bundle = Moved(attempt.Bundle),
        };

        string? Moved(string? path) => path is null
            ? null
            : Path.GetRelativePath(Path.GetFullPath(folder), Path.GetFullPath(Path.Combine(run.Run.Folder, path)));
    }

    private EndLine? End()
    {
        EndLine[] ends = [.. runs.Select(run => run.Run.End).OfType<EndLine>()];
        return ends.Length < runs.Length ? null : new EndLine
        {
            Finished = ends.Max(end => end.Finished),
            Cancelled = ends.Any(end => end.Cancelled),
            HookErrors = [.. ends.SelectMany(end => end.HookErrors)],
            LoadErrors = [.. ends.SelectMany(end => end.LoadErrors).Distinct()],
            ExitCode = ends.Max(end => end.ExitCode),
        };
    }

    private static RunCounts Count(string folder)
    {
        using var merged = RecordIndex.Open(folder);
        return merged.Run.Counts;
    }
}
