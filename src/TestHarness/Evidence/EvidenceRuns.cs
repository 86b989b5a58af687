using System.Text.RegularExpressions;

namespace TestHarness.Evidence;

/// <summary>The folders that runs leave their evidence in.</summary>
public static partial class EvidenceRuns
{
    /// <summary>The folder under the reports that has a folder of each run.</summary>
    public const string FolderName = "evidence";

    /// <summary>Removes the oldest runs; what is not named like a run stays.</summary>
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
