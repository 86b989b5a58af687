using NUnit.Framework;
using TestHarness.Failures;
using TestHarness.Gherkin.Allure;
using TestHarness.Gherkin.Running;

namespace TestHarness.Features;

/// <summary>What the .runsettings file (TestRunParameters) and the process environment say of the run.</summary>
internal static class RunSettings
{
    private const string ReportsVariable = "TESTHARNESS_REPORTS";
    private const string StrictVariable = "TESTHARNESS_STRICT";
    private const string Solution = "TestHarness.sln";

    public static RunOptions Options() => new([new AllureWriter(Allure()), new TestContextObserver()], Strict());

    private static bool Strict()
    {
        var text = TestContext.Parameters["strict"] ?? Environment.GetEnvironmentVariable(StrictVariable);
        return bool.TryParse(text, out var strict) && strict;
    }

    private static AllureOptions Allure() => new(Path.Combine(Reports(), "allure-results"))
    {
        Categories =
        [
            .. Enum.GetValues<FailureClass>().Select(HarnessException.Label).Select(label =>
                new AllureCategory(label, $@"(?s)\[{label}\].*", ["failed", "broken"])),
        ],
    };

    private static string Reports()
    {
        if (Environment.GetEnvironmentVariable(ReportsVariable) is { Length: > 0 } reports)
            return reports;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
                return Path.Combine(folder.FullName, "reports");
        }

        throw new HarnessException(
            FailureClass.Config,
            $"no folder above {AppContext.BaseDirectory} has {Solution}: say where reports go with the variable {ReportsVariable}");
    }
}
