using System.Collections.Immutable;
using TestHarness.Reports.Indexing;
using TestHarness.Reports.Records;
using TestHarness.Texts;

namespace TestHarness.Reports.Tests.Support;

/// <summary>A folder of reports with records of a test.</summary>
internal sealed class RecordFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("harness-reports-tests-");
    private readonly List<RecordIndex> _opened = [];

    public string Reports => _folder.FullName;

    /// <summary>Writes a record; returns the folder of the run.</summary>
    public string Write(RunLine run, params IEnumerable<RecordLine> lines)
    {
        var folder = Path.Combine(Reports, "runs", run.Id);
        using var writer = new RecordWriter(folder, TextOutlet.WithoutSecrets);
        writer.Write(run);
        foreach (var line in lines)
            writer.Write(line);
        return folder;
    }

    /// <summary>Writes a record and opens it.</summary>
    public RecordIndex Open(RunLine run, params ImmutableArray<RecordLine> lines)
    {
        var index = RecordIndex.Open(Write(run, lines));
        _opened.Add(index);
        return index;
    }

    public void Dispose()
    {
        foreach (var index in _opened)
            index.Dispose();
        _folder.Delete(recursive: true);
    }
}
