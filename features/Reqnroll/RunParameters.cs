using NUnit.Framework;
using TestHarness.Environments;
using TestHarness.Scenarios.Allure;
using TestHarness.Scenarios.Running;
using TestHarness.Steps.Reporting;
using TestHarness.Steps.World;
using TestHarness.VirtualLab;

namespace TestHarness.Features;

/// <summary>What the .runsettings file (TestRunParameters) adds to what the process environment says of the run.</summary>
internal static class RunParameters
{
    public static RunOptions Start()
    {
        var texts = RunTexts.OfChosenEnvironment();
        CurrentRun.BringUp = environment => EnvironmentHosts.BringUpAsync(
            environment,
            environment.Hosts.Length,
            environment.Luns.Any(lun => lun is FcLun),
            line => TestContext.Progress.WriteLine(texts.Line(line)));
        return new([ResultWriter.Create(RunReport.Start(RunSettings.Reports, texts) with { Framework = "Reqnroll" })], Strict);
    }

    private static bool Strict => bool.TryParse(TestContext.Parameters["strict"], out var strict) ? strict : RunSettings.Strict;
}
