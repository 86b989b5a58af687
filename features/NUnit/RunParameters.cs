using NUnit.Framework;
using TestHarness.Reports.Bundles;
using TestHarness.Reports.Recording;
using TestHarness.Scenarios.Allure;
using TestHarness.Scenarios.Running;
using TestHarness.Steps.Reporting;
using TestHarness.Steps.World;

namespace TestHarness.Features;

/// <summary>What the .runsettings file (TestRunParameters) adds to what the process environment says of the run.</summary>
internal static class RunParameters
{
    /// <summary>Reads the options, and sets strict mode and QEMUs of the process environment, which steps read.</summary>
    public static RunOptions Options()
    {
        if (bool.TryParse(TestContext.Parameters["strict"], out var strict))
            Environment.SetEnvironmentVariable(RunSettings.StrictVariable, strict ? "true" : "false");
        if (TestContext.Parameters["qemu"] is { Length: > 0 } qemu)
            Environment.SetEnvironmentVariable(RunSettings.QemuVariable, qemu);
        var recording = RunHeader.Start(RunHeader.New(), FixtureTexts.Outlet);
        var report = RunReport.Start(RunSettings.Reports, FixtureTexts.Outlet, recording);
        IRunObserver[] observers =
        [
            ResultWriter.Create(report.Allure),
            new RunRecorder(recording, RunHeader.Hosts)
            {
                Bundles = RunBundles.Of(recording.Id, FixtureTexts.Outlet),
                BundleMade = (_, bundle) => Attach(bundle),
            },
            new TestContextObserver(),
        ];
        return new([.. observers], RunSettings.Strict)
        {
            Report = report.Cucumber,
            KnownIssues = RunKnownIssues.CreateJudge(scenario => RunRecorder.Name(scenario).Place),
        };
    }

    private static void Attach(BundleResult bundle)
    {
        if (bundle.Path is { } path)
            TestContext.AddTestAttachment(path, FixtureTexts.Outlet.Line("bundle"));
        else
            TestContext.Out.WriteLine(FixtureTexts.Outlet.Line($"the bundle could not be written: {bundle.Failure}"));
    }
}
