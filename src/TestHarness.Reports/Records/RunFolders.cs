using System.Collections.Immutable;
using TestHarness.Evidence;
using TestHarness.Failures;

namespace TestHarness.Reports.Records;

/// <summary>The folders of runs in the reports, each with the record of a run.</summary>
/// <param name="reports">The folder of the reports.</param>
public sealed class RunFolders(string reports)
{
    /// <summary>The folder of the reports that has a folder for each run.</summary>
    public const string FolderName = "runs";

    /// <summary>The number of runs that are kept.</summary>
    public const int Kept = 10;

    private readonly string _folder = Path.Combine(reports, FolderName);

    /// <summary>The names of the runs that have a record, the latest first.</summary>
    public ImmutableArray<string> Ids => !Directory.Exists(_folder)
        ? []
        :
        [
            .. Directory.GetDirectories(_folder).Select(Path.GetFileName).OfType<string>()
                .Where(id => EvidenceRuns.IsName(id) && File.Exists(Path.Combine(PathOf(id), RecordReader.FileName)))
                .OrderDescending(StringComparer.Ordinal),
        ];

    /// <summary>Returns the folder of a run.</summary>
    public string PathOf(string id) => Path.Combine(_folder, id);

    /// <summary>Reads the record of a run.</summary>
    /// <inheritdoc cref="RecordReader.Read(string)" path="/exception"/>
    public RunRecord Read(string id) => RecordReader.Read(PathOf(id));

    /// <summary>Finds a run.</summary>
    /// <param name="name">The beginning of the run's name; empty for the last run.</param>
    /// <exception cref="HarnessException">Class config: there is no such run, or there are several.</exception>
    public string Find(string name)
    {
        var ids = Ids;
        if (ids.IsEmpty)
            throw new HarnessException(FailureClass.Config, $"there is no run in {_folder} yet");
        string[] found = name.Length == 0 ? [ids[0]] : [.. ids.Where(id => id.StartsWith(name, StringComparison.Ordinal))];
        return found switch
        {
            [var id] => id,
            [] => throw new HarnessException(
                FailureClass.Config,
                $"there is no run '{name}' in {_folder}: 'harness runs' lists the runs, the last one is {ids[0]}"),
            _ => throw new HarnessException(
                FailureClass.Config, $"'{name}' is the beginning of several runs: {string.Join(", ", found)}"),
        };
    }

    /// <summary>Returns whether a run is in progress.</summary>
    public bool IsInProgress(string id)
    {
        using var taken = RunLock.TryTake(PathOf(id));
        return taken is null;
    }

    /// <summary>Removes the oldest runs, but none that is in progress.</summary>
    /// <param name="runs">The number of runs that stay.</param>
    public void KeepLast(int runs)
    {
        foreach (var id in Ids.Skip(runs))
        {
            using var taken = RunLock.TryTake(PathOf(id));
            if (taken is not null)
                Directory.Delete(PathOf(id), recursive: true);
        }
    }
}
