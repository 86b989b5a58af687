using System.Collections.Immutable;
using TestHarness.Baselines;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Reports.Bundles;

namespace TestHarness.Steps.World;

/// <summary>
/// The settings of a run in the process environment, which .runsettings files and the harness command set alike.
/// </summary>
public static class RunSettings
{
    /// <summary>The variable with the name of an environment (<c>local</c>) or the path of its file.</summary>
    public const string EnvironmentVariable = "TESTHARNESS_ENVIRONMENT";

    /// <summary>The folder of the reports.</summary>
    public const string ReportsVariable = "TESTHARNESS_REPORTS";

    /// <summary>
    /// The variable for strict runs: <c>true</c> fails a scenario that is skipped, and one in which a check could not be made.
    /// </summary>
    public const string StrictVariable = "TESTHARNESS_STRICT";

    /// <summary>
    /// The variable for baselines: <c>true</c> adds the figures of the run to the environment's baseline, without a comparison.
    /// </summary>
    public const string LearnVariable = "TESTHARNESS_LEARN_BASELINE";

    /// <summary>
    /// The variable for templates: <c>false</c> boots every guest, in place of a start from the template of a guest that booted
    /// before.
    /// </summary>
    public const string TemplatesVariable = "TESTHARNESS_TEMPLATES";

    /// <summary>
    /// The variable for kept scenarios: <c>true</c> leaves the guests and hosts of a failed scenario as they are until 'harness
    /// clean'.
    /// </summary>
    public const string KeepVariable = "TESTHARNESS_KEEP";

    /// <summary>The variable with the longest wait for hosts that other runs use, in place of the environment's.</summary>
    public const string HostsWaitVariable = "TESTHARNESS_WAIT_FOR_HOSTS";

    /// <summary>
    /// The variable for QEMUs in place of the environment's: <c>PATH</c> or <c>HOST=PATH</c>, several separated by colons.
    /// </summary>
    public const string QemuVariable = "TESTHARNESS_QEMU";

    /// <summary>
    /// The variable for bundles: <c>failed</c> makes one of each failed scenario, <c>always</c> of every scenario, and
    /// <c>never</c> of none.
    /// </summary>
    public const string BundleVariable = "TESTHARNESS_BUNDLE";

    /// <summary>
    /// The variable for a file of known issues in place of the usual ones; <c>none</c> knows no issue.
    /// </summary>
    public const string KnownIssuesVariable = "TESTHARNESS_KNOWN_ISSUES";

    /// <summary>The environment that is used when none is named.</summary>
    public const string DefaultEnvironment = "local";

    private const string Extension = ".yaml";
    private const string Solution = "TestHarness.sln";

    /// <summary>The folder of the reports.</summary>
    public static string Reports => Value(ReportsVariable) ?? Path.Combine(Root, "reports");

    /// <summary>Whether the run is strict.</summary>
    public static bool Strict => IsOn(StrictVariable);

    /// <summary>Whether the run adds its figures to the baseline.</summary>
    public static bool LearnBaseline => IsOn(LearnVariable);

    /// <summary>Whether the guests and hosts of a failed scenario stay as they are.</summary>
    public static bool KeepsFailed => IsOn(KeepVariable);

    /// <summary>The longest wait for hosts that other runs use; null for the environment's.</summary>
    /// <exception cref="HarnessException">Class config: the variable has no duration.</exception>
    public static TimeSpan? HostsWait => Value(HostsWaitVariable) switch
    {
        null => null,
        var text when Duration.TryParse(text, out var wait) => wait,
        var text => throw new HarnessException(
            FailureClass.Config, $"{HostsWaitVariable} is '{text}', expected a duration such as 30s, 20m or 2h"),
    };

    /// <summary>Whether guests may start from templates.</summary>
    public static bool UsesTemplates => IsOn(TemplatesVariable, unset: true);

    /// <summary>The scenarios of which the run makes bundles; those that failed unless the variable says otherwise.</summary>
    /// <exception cref="HarnessException">Class config: the variable has another value.</exception>
    public static BundleMode Bundles => Value(BundleVariable) switch
    {
        null or "failed" => BundleMode.Failed,
        "always" => BundleMode.Always,
        "never" => BundleMode.Never,
        var other => throw new HarnessException(
            FailureClass.Config, $"{BundleVariable} is '{other}', expected failed, always or never"),
    };

    /// <summary>The QEMUs in place of the environment's.</summary>
    /// <exception cref="HarnessException">Class config: the variable has no path.</exception>
    public static ImmutableArray<QemuChoice> Qemus => QemuChoice.ParseAll(Value(QemuVariable) ?? "");

    /// <summary>The file of known issues that the user chose, or <c>none</c>; null for the usual files.</summary>
    public static string? KnownIssues => Value(KnownIssuesVariable);

    /// <summary>The folder of the project's environments.</summary>
    public static string EnvironmentFolder => Path.Combine(Root, "environments");

    /// <summary>The baseline file of the chosen environment.</summary>
    public static string BaselinePath => BaselineFile.PathOf(EnvironmentPath);

    /// <summary>The file of the chosen environment.</summary>
    /// <exception cref="HarnessException">Class config: there is no environment of that name.</exception>
    public static string EnvironmentPath => PathOf(Value(EnvironmentVariable) ?? DefaultEnvironment);

    /// <summary>The names of the environments in the project's <c>environments</c>.</summary>
    public static IEnumerable<string> EnvironmentNames =>
        (Directory.Exists(EnvironmentFolder) ? Directory.EnumerateFiles(EnvironmentFolder, $"*{Extension}") : [])
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .Order(StringComparer.Ordinal);

    /// <summary>Finds the file of an environment.</summary>
    /// <param name="environment">A path, or a bare name that is looked up in the project's <c>environments</c>.</param>
    /// <exception cref="HarnessException">Class config: there is no environment of that name.</exception>
    public static string PathOf(string environment)
    {
        if (environment.EndsWith(Extension, StringComparison.Ordinal)
            || environment.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return Path.GetFullPath(environment);

        return EnvironmentNames.Contains(environment)
            ? Path.Combine(EnvironmentFolder, environment + Extension)
            : throw new HarnessException(
                FailureClass.Config,
                $"there is no environment '{environment}': expected {string.Join(", ", EnvironmentNames)} or the path of a "
                + $"{Extension} file");
    }

    /// <summary>The project's folder: the nearest folder above this program that has the solution.</summary>
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
