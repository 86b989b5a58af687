using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Setup;

/// <summary>The test whether the NuGet source has Allure's library.</summary>
internal static partial class PackageProbe
{
    private static readonly TimeSpan RestoreTimeout = TimeSpan.FromMinutes(5);

    private static string Project =>
        Path.Combine(RunSettings.Root, "src", "TestHarness.Cli", "Setup", "Packages", "AllureCommons.csproj");

    /// <summary>Tries to restore the library.</summary>
    /// <returns>The reason in a line why it cannot be restored; null when it can.</returns>
    public static async Task<string?> WhyNotAsync(IHost machine, IEnumerable<string> options, CancellationToken cancellationToken)
    {
        var command = new Command("dotnet", ["restore", Project, "--force", .. options]).WithTimeout(RestoreTimeout);
        try
        {
            var result = await machine.RunAsync(command, cancellationToken);
            return result.Succeeded ? null : ReasonOf(result.StandardOutput + result.StandardError);
        }
        catch (HarnessException exception)
        {
            return exception.Message;
        }
    }

    private static string ReasonOf(string output)
    {
        var missing = MissingPackage()
            .Matches(output)
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (missing.Length > 0)
            return $"the NuGet source has no {string.Join(", ", missing)}";
        return Error().Match(output) is { Success: true } error
            ? error.Value.Trim()
            : "dotnet restore failed and printed no error";
    }

    [GeneratedRegex(@"error NU110[12]: Unable to find package ([\w.]*\w)")]
    private static partial Regex MissingPackage();

    [GeneratedRegex(@"(?<=error )\w+: .*")]
    private static partial Regex Error();
}
