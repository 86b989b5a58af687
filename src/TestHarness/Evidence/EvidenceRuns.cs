using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace TestHarness.Evidence;

/// <summary>The folders with the evidence of runs.</summary>
public static partial class EvidenceRuns
{
    /// <summary>The folder of the reports that has a folder for each run.</summary>
    public const string FolderName = "evidence";

    /// <summary>Names a run by its start in UTC, to the millisecond: names of later runs are greater in ordinal order.</summary>
    public static string NewName(DateTimeOffset start) =>
        start.UtcDateTime.ToString("yyyyMMdd-HHmmss-fff-", CultureInfo.InvariantCulture)
        + RandomNumberGenerator.GetHexString(4, lowercase: true);

    /// <summary>Returns whether a folder has the name of a run.</summary>
    public static bool IsName(string name) => RunName().IsMatch(name);

    /// <summary>Returns the name, without an extension, of a file of a scenario; scenarios may have the same one.</summary>
    public static string FileNameOf(string scenario) => EvidenceFolder.Slug(scenario);

    /// <summary>Removes the oldest runs; folders without the name of a run stay.</summary>
    /// <param name="keeps">Returns whether a run stays in any case; null when none does.</param>
    public static void KeepLast(string folder, int runs, Predicate<string>? keeps = null)
    {
        if (!Directory.Exists(folder))
            return;

        var old = Directory.GetDirectories(folder)
            .Where(directory => IsName(Path.GetFileName(directory)))
            .OrderDescending(StringComparer.Ordinal)
            .Skip(runs)
            .Where(directory => keeps?.Invoke(Path.GetFileName(directory)) != true);
        foreach (var directory in old)
            Directory.Delete(directory, recursive: true);
    }

    [GeneratedRegex(@"\A\d{8}-\d{6}((-\d{3})?-[0-9a-f]{4})?\z")]
    private static partial Regex RunName();
}
