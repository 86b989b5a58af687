using TestHarness.Failures;

namespace TestHarness.Steps.World;

/// <summary>What a run is told through the process environment, which .runsettings files and the harness command set alike.</summary>
public static class RunSettings
{
    /// <summary>Name of an environment (<c>local</c>) or path of its file.</summary>
    public const string EnvironmentVariable = "TESTHARNESS_ENVIRONMENT";

    /// <summary>Folder that reports are written to.</summary>
    public const string ReportsVariable = "TESTHARNESS_REPORTS";

    private const string DefaultEnvironment = "local";
    private const string Solution = "TestHarness.sln";

    public static string Reports => Value(ReportsVariable) ?? Path.Combine(Root, "reports");

    /// <summary>The file of the environment; a bare name is looked up in the project's <c>environments</c>.</summary>
    public static string EnvironmentPath
    {
        get
        {
            var name = Value(EnvironmentVariable) ?? DefaultEnvironment;
            return name.EndsWith(".yaml", StringComparison.Ordinal) || name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)
                ? Path.GetFullPath(name)
                : Path.Combine(Root, "environments", $"{name}.yaml");
        }
    }

    /// <summary>The project's folder: the one above this program that has the solution.</summary>
    public static string Root
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, Solution)))
                    return folder.FullName;
            }

            throw new HarnessException(FailureClass.Config, $"no folder above {AppContext.BaseDirectory} has {Solution}");
        }
    }

    private static string? Value(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
