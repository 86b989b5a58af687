using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Labs;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.KnownIssues;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Reporting;

/// <summary>
/// The known issues of a run: the project's file, and the one beside an environment file that is not the project's; or the file
/// that the user chose.
/// </summary>
public static class RunKnownIssues
{
    /// <summary>The choice of no file.</summary>
    public const string None = "none";

    /// <summary>Reads the known issues of the chosen environment.</summary>
    /// <exception cref="HarnessException">Class config: a file cannot be read, or has mistakes.</exception>
    public static ImmutableArray<KnownIssue> Load() => Load(() => RunSettings.EnvironmentPath);

    /// <summary>Reads the known issues of an environment.</summary>
    /// <param name="environment">The name or the path of the environment.</param>
    /// <exception cref="HarnessException">Class config: a file cannot be read, or has mistakes.</exception>
    public static ImmutableArray<KnownIssue> Load(string environment) => Load(() => RunSettings.PathOf(environment));

    /// <summary>Makes the judge of a run's results.</summary>
    /// <param name="placeOf">Returns the place of a scenario as reports show it.</param>
    /// <exception cref="HarnessException">Class config: a file cannot be read, or has mistakes.</exception>
    public static KnownIssueJudge CreateJudge(Func<ScenarioPlan, string> placeOf) =>
        new(Load(), placeOf, HostsOf, TimeProvider.System);

    /// <summary>Returns the hosts of a scenario with the versions that the survey of the run found.</summary>
    private static ImmutableArray<HostVersions> HostsOf(ImmutableArray<object> facts) =>
        CurrentRun.Started is not { } run || facts.OfType<LabReport>().LastOrDefault() is not { } report
            ? []
            : [.. run.Environment.Hosts.Where(host => report.Hosts.Contains(host.Name)).Select(HostVersions.Of)];

    private static ImmutableArray<KnownIssue> Load(Func<string> environmentPath) =>
        [.. FilesOf(environmentPath).SelectMany(file => KnownIssueFile.Load(file, Shown(file)))];

    private static IEnumerable<string> FilesOf(Func<string> environmentPath)
    {
        if (RunSettings.KnownIssues is { } chosen)
            return chosen == None ? [] : [Path.GetFullPath(chosen)];
        return new[] { RunSettings.Root, FolderOf(environmentPath) }.OfType<string>().Distinct()
            // The project's environments share the project's file.
            .Where(folder => folder != RunSettings.EnvironmentFolder)
            .Select(folder => Path.Combine(folder, KnownIssueFile.FileName))
            .Where(File.Exists);
    }

    private static string? FolderOf(Func<string> environmentPath)
    {
        try
        {
            return Path.GetDirectoryName(environmentPath());
        }
        catch (HarnessException)
        {
            // There is no such environment: each scenario that needs it fails with that reason.
            return null;
        }
    }

    private static string Shown(string file)
    {
        var relative = Path.GetRelativePath(RunSettings.Root, file);
        return relative.StartsWith("..", StringComparison.Ordinal) ? file : relative;
    }
}
