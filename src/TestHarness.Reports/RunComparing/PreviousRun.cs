using TestHarness.Failures;
using TestHarness.Reports.Records;

namespace TestHarness.Reports.RunComparing;

/// <summary>The search for the run that a run is compared with.</summary>
public static class PreviousRun
{
    /// <summary>Finds the last run before a run that has the same environment and selection; returns its name or null.</summary>
    public static string? Find(RunFolders runs, RunLine run) => runs.Ids
        .Where(id => string.CompareOrdinal(id, run.Id) < 0)
        .FirstOrDefault(id => ReadFirst(runs.PathOf(id)) is { } earlier && IsSameSelection(earlier, run));

    private static bool IsSameSelection(RunLine one, RunLine other) =>
        one.Environment == other.Environment
        && one.Tags == other.Tags
        && one.Shard == other.Shard
        && one.Paths.SequenceEqual(other.Paths);

    private static RunLine? ReadFirst(string folder)
    {
        try
        {
            var file = Path.Combine(folder, RecordReader.FileName);
            using var reader = new StreamReader(file);
            return RecordReader.Read(new StringReader(reader.ReadLine() ?? ""), file).Run;
        }
        catch (Exception exception) when (exception is HarnessException or IOException or UnauthorizedAccessException)
        {
            // A record that cannot be read is not one to compare with.
            return null;
        }
    }
}
