using NUnit.Framework;
using TestHarness.Scenarios.Allure;
using TestHarness.Scenarios.Running;
using TestHarness.Steps.Reporting;
using TestHarness.Steps.World;

namespace TestHarness.Features;

/// <summary>What the .runsettings file (TestRunParameters) adds to what the process environment says of the run.</summary>
internal static class RunParameters
{
    /// <summary>Reads the options, and sets the process environment's strict mode, which the step classes read.</summary>
    public static RunOptions Options()
    {
        if (bool.TryParse(TestContext.Parameters["strict"], out var strict))
            Environment.SetEnvironmentVariable(RunSettings.StrictVariable, strict ? "true" : "false");
        var report = RunReport.Start(RunSettings.Reports, FixtureTexts.Outlet);
        return new([ResultWriter.Create(report.Allure), new TestContextObserver()], RunSettings.Strict)
        {
            Report = report.Cucumber,
        };
    }
}
