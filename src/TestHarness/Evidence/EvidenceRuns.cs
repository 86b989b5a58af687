using System.Text.RegularExpressions;

namespace TestHarness.Evidence;

/// <summary>The folders with the evidence of runs.</summary>
public static partial class EvidenceRuns
{
    /// <summary>The folder of the reports that has a folder for each run.</summary>
    public const string FolderName = "evidence";

    /// <summary>Removes the oldest runs; folders without the name of a run stay.</summary>
    public static void KeepLast(string folder, int runs)
    {
        if (!Directory.Exists(folder))
            return;

        var old = Directory.GetDirectories(folder)
            .Where(directory => RunName().IsMatch(Path.GetFileName(directory)))
            .OrderDescending(StringComparer.Ordinal)
            .Skip(runs);
        foreach (var directory in old)
            Directory.Delete(directory, recursive: true);
    }

    [GeneratedRegex(@"\A\d{8}-\d{6}\z")]
    private static partial Regex RunName();
}
