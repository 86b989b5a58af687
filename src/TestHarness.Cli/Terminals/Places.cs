using TestHarness.Scenarios.Features;

namespace TestHarness.Cli.Terminals;

/// <summary>The names of places in files for a user in the current folder.</summary>
internal static class Places
{
    /// <summary>Returns a path relative to the current folder, or the full path when it is outside of that.</summary>
    public static string Of(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? Path.GetFullPath(path) : relative;
    }

    /// <summary>Returns the file and line of a place.</summary>
    public static string Of(FeatureHeader feature, SourceLocation location) => $"{Of(feature.FullPath)}:{location.Line}";

    /// <summary>Returns the file and line of a scenario.</summary>
    public static string Of(ScenarioPlan scenario) => Of(scenario.Feature, scenario.Location);
}
