using TestHarness.Reports.Records;

namespace TestHarness.Reports.JUnit;

/// <summary>The output of a test case: its legs, and a line for each attachment, which GitLab and Jenkins read.</summary>
internal static class JUnitOutput
{
    /// <summary>The largest number of attachments of a scenario.</summary>
    private const int MostFiles = 100;

    /// <summary>The largest number of files that are looked at, as a record of a stranger may name any folder.</summary>
    private const int MostSearched = 10_000;

    /// <summary>Returns the output; empty when the scenario has neither legs nor evidence nor a bundle.</summary>
    /// <param name="folder">The folder of the record, to which the path of the evidence is relative.</param>
    /// <param name="root">The folder to which the paths of attachments are relative.</param>
    public static string Of(ScenarioRecord scenario, string folder, string root) => string.Join(
        '\n',
        KnownFailures(scenario)
            .Concat(scenario.Attempts.SelectMany(attempt => attempt.Legs.Select(leg => leg.Text).Where(text => text.Length > 0)))
            .Concat(scenario.Attempts.SelectMany(attempt => FilesOf(attempt, folder).Concat(BundleOf(attempt, folder)))
                .Select(file => $"[[ATTACHMENT|{Path.GetRelativePath(root, file)}]]")));

    private static IEnumerable<string> BundleOf(ScenarioLine attempt, string folder) =>
        attempt.Bundle is { } bundle && Path.GetFullPath(Path.Combine(folder, bundle)) is var path && File.Exists(path)
            ? [path]
            : [];

    /// <summary>Returns the failures that are known, as no failure element has them.</summary>
    private static IEnumerable<string> KnownFailures(ScenarioRecord scenario) => scenario.Attempts
        .Where(attempt => attempt.Outcome == ScenarioOutcome.Known)
        .SelectMany(attempt => attempt.LaterErrors.Prepend(attempt.Message ?? "no message").Prepend(attempt.Known?.Note ?? ""));

    private static IEnumerable<string> FilesOf(ScenarioLine attempt, string folder)
    {
        if (attempt.Evidence is null)
            return [];
        var evidence = Path.Combine(folder, attempt.Evidence);
        return !Directory.Exists(evidence) ? [] : Directory.EnumerateFiles(Path.GetFullPath(evidence), "*", new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
        }).Take(MostSearched).Order(StringComparer.Ordinal).Take(MostFiles);
    }
}
