using NUnit.Framework;
using TestHarness.Gherkin.Allure;
using TestHarness.Gherkin.Running;
using TestHarness.Steps.Reporting;
using TestHarness.Steps.World;

namespace TestHarness.Features;

/// <summary>What the .runsettings file (TestRunParameters) adds to what the process environment says of the run.</summary>
internal static class RunParameters
{
    public static RunOptions Options() =>
        new([ResultWriter.Create(RunReport.Start(RunSettings.Reports, FixtureTexts.Outlet)), new TestContextObserver()], Strict);

    private static bool Strict => bool.TryParse(TestContext.Parameters["strict"], out var strict) ? strict : RunSettings.Strict;
}
