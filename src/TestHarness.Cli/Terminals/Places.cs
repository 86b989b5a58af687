using TestHarness.Scenarios.Features;

namespace TestHarness.Cli.Terminals;

/// <summary>Names places in files as a user at the current folder names them.</summary>
internal static class Places
{
    public static string Of(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? Path.GetFullPath(path) : relative;
    }

    public static string Of(FeatureHeader feature, SourceLocation location) => $"{Of(feature.FullPath)}:{location.Line}";

    public static string Of(ScenarioPlan scenario) => Of(scenario.Feature, scenario.Location);
}
