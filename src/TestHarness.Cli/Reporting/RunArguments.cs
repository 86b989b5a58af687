using System.Collections.Immutable;
using TestHarness.Reports.Indexing;
using TestHarness.Reports.Records;

namespace TestHarness.Cli.Reporting;

/// <summary>The runs that a user names: by the beginning of a run's name, its folder, or its file.</summary>
/// <param name="runs">The folders of runs in the reports.</param>
internal sealed class RunArguments(RunFolders runs) : IDisposable
{
    private readonly List<RecordIndex> _opened = [];

    /// <summary>Opens the records of runs.</summary>
    /// <param name="names">The names; the last run when there are none.</param>
    /// <exception cref="Failures.HarnessException">Class config: there is no such run, or its record cannot be read.</exception>
    public ImmutableArray<RecordIndex> Open(ImmutableArray<string> names) =>
        [.. (names.IsEmpty ? [""] : names).Select(FolderOf).Select(Open)];

    /// <summary>Opens the record in a folder.</summary>
    public RecordIndex Open(string folder)
    {
        var index = RecordIndex.Open(folder);
        _opened.Add(index);
        return index;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var index in _opened)
            index.Dispose();
    }

    private string FolderOf(string name) =>
        !HasRecord(name) ? runs.PathOf(runs.Find(name))
        : Directory.Exists(name) ? name
        : Path.GetDirectoryName(Path.GetFullPath(name))!;

    private static bool HasRecord(string path) =>
        (path.Length > 0 && File.Exists(Path.Combine(path, RecordReader.FileName)))
        || (Path.GetFileName(path) == RecordReader.FileName && File.Exists(path));
}
