using TestHarness.Baselines;
using TestHarness.Failures;

namespace TestHarness.Steps.World;

/// <summary>What a run is told through the process environment, which .runsettings files and the harness command set alike.</summary>
public static class RunSettings
{
    /// <summary>Name of an environment (<c>local</c>) or path of its file.</summary>
    public const string EnvironmentVariable = "TESTHARNESS_ENVIRONMENT";

    /// <summary>Folder that reports are written to.</summary>
    public const string ReportsVariable = "TESTHARNESS_REPORTS";

    /// <summary><c>true</c> makes a skipped scenario a failure, and one in which a check could not be made.</summary>
    public const string StrictVariable = "TESTHARNESS_STRICT";

    /// <summary><c>true</c> adds the figures of the run to the environment's baseline, and compares none.</summary>
    public const string LearnVariable = "TESTHARNESS_LEARN_BASELINE";

    /// <summary><c>false</c> boots every guest, in place of starting it from the template of one that booted before.</summary>
    public const string TemplatesVariable = "TESTHARNESS_TEMPLATES";

    public const string DefaultEnvironment = "local";

    private const string Extension = ".yaml";
    private const string Solution = "TestHarness.sln";

    public static string Reports => Value(ReportsVariable) ?? Path.Combine(Root, "reports");

    public static bool Strict => IsOn(StrictVariable);

    public static bool LearnBaseline => IsOn(LearnVariable);

    public static bool UsesTemplates => IsOn(TemplatesVariable, unset: true);

    /// <summary>The file with what is usual in the environment that is chosen.</summary>
    public static string BaselinePath => BaselineFile.PathOf(EnvironmentPath);

    /// <summary>The file of the environment that is chosen.</summary>
    /// <exception cref="HarnessException">Class config: there is no environment of that name.</exception>
    public static string EnvironmentPath => PathOf(Value(EnvironmentVariable) ?? DefaultEnvironment);

    /// <summary>The names of the environments in the project's <c>environments</c>.</summary>
    public static IEnumerable<string> EnvironmentNames => Directory
        .EnumerateFiles(Path.Combine(Root, "environments"), $"*{Extension}")
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .Order(StringComparer.Ordinal);

    /// <param name="environment">A path, or a bare name that is looked up in the project's <c>environments</c>.</param>
    /// <exception cref="HarnessException">Class config: there is no environment of that name.</exception>
    public static string PathOf(string environment)
    {
        if (environment.EndsWith(Extension, StringComparison.Ordinal) || environment.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return Path.GetFullPath(environment);

        return EnvironmentNames.Contains(environment)
            ? Path.Combine(Root, "environments", environment + Extension)
            : throw new HarnessException(
                FailureClass.Config,
                $"there is no environment '{environment}': expected {string.Join(", ", EnvironmentNames)} or the path of a {Extension} file");
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

    private static bool IsOn(string variable, bool unset = false) => Value(variable) switch
    {
        null => unset,
        "false" or "0" => false,
        "true" or "1" => true,
        var other => throw new HarnessException(FailureClass.Config, $"{variable} is '{other}', expected true or false"),
    };

    private static string? Value(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
