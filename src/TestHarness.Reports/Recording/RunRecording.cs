using TestHarness.Evidence;
using TestHarness.Failures;
using TestHarness.Reports.Records;
using TestHarness.Texts;

namespace TestHarness.Reports.Recording;

/// <summary>The record of a run in progress: its folder, locked, and the writer of its lines.</summary>
public sealed class RunRecording : IDisposable
{
    private readonly RunLock _lock;
    private readonly RecordWriter _writer;

    private RunRecording(string folder, RunLock taken, RecordWriter writer, RecordLine first) =>
        (Folder, _lock, _writer, First) = (folder, taken, writer, first);

    /// <summary>The first line of the record, or of this part of it.</summary>
    public RecordLine First { get; }

    /// <summary>Receives each line after <see cref="First"/>, whether or not it could be written.</summary>
    public Action<RecordLine> Added { get; set; } = _ => { };

    /// <summary>The folder of the run.</summary>
    public string Folder { get; }

    /// <summary>The name of the run.</summary>
    public string Id => Path.GetFileName(Folder);

    /// <summary>The reason why the record is not whole; null when each line was written.</summary>
    public string? Failure { get; private set; }

    /// <summary>Starts the record of a run, and removes the oldest records.</summary>
    /// <param name="reports">The folder of the reports.</param>
    /// <param name="texts">The outlet of every text in the record.</param>
    /// <exception cref="HarnessException">Class config: the folder cannot be written.</exception>
    public static RunRecording Start(string reports, TextOutlet texts, RunLine run)
    {
        var folders = new RunFolders(reports);
        return Open(folders.PathOf(run.Id), texts, run, () => folders.KeepLast(RunFolders.Kept));
    }

    /// <summary>Goes on with the record of a run that has not come to its end.</summary>
    /// <param name="texts">The outlet of every text in the record.</param>
    /// <exception cref="HarnessException">Class config: the run is in progress, or the folder cannot be written.</exception>
    public static RunRecording Resume(string folder, TextOutlet texts, DateTimeOffset now) =>
        Open(folder, texts, new ResumeLine(now), () => { });

    /// <summary>Removes the evidence of all but the last runs; that of runs in progress and of this one stays.</summary>
    public void RemoveOldEvidence(string reports)
    {
        var folders = new RunFolders(reports);
        EvidenceRuns.KeepLast(
            Path.Combine(reports, EvidenceRuns.FolderName),
            RunFolders.Kept - 1,
            id => id == Id || (Directory.Exists(folders.PathOf(id)) && folders.IsInProgress(id)));
    }

    /// <summary>Appends a line. A full disk does not end the run: <see cref="Failure"/> reports it.</summary>
    public void Write(RecordLine line)
    {
        try
        {
            _writer.Write(line);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Failure ??= exception.Message;
        }

        Added(line);
    }

    /// <summary>Reads the record as far as it is written.</summary>
    public RunRecord Read() => RecordReader.Read(Folder);

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.Dispose();
        _lock.Dispose();
    }

    private static RunRecording Open(string folder, TextOutlet texts, RecordLine first, Action prepare)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var taken = RunLock.Take(folder);
            var writer = new RecordWriter(folder, texts);
            writer.Write(first);
            prepare();
            return new RunRecording(folder, taken, writer, first);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException(
                FailureClass.Config, $"reports cannot be written to {folder}: {exception.Message}", exception);
        }
    }
}
