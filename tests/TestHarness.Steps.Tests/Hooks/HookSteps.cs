using Reqnroll;
using TestHarness.Baselines;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Labs;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Tests.Hooks;

/// <summary>Steps that leave something for the hooks at the scenario's end.</summary>
[Binding]
public sealed class HookSteps(ScenarioWorld world)
{
    [When("a step passes")]
    public void WhenAStepPasses()
    {
    }

    [When("a step fails")]
    public void WhenAStepFails() => throw new HarnessException(FailureClass.Data, "planted");

    [When("a leg of {int} ms is measured")]
    public void WhenALegIsMeasured(int time) => world.Measured = [new Figure(FigureKind.TotalTime, "leg 1", time)];

    [When("a check is not made")]
    public void WhenACheckIsNotMade() => world.Lab.Unmade.Add(HealthReport.Unmade(HealthCheck.HostTaint, "lab1", "planted"));

    [When("a finding is accepted")]
    public void WhenAFindingIsAccepted()
    {
        var finding = new HealthFinding(HealthCheck.HostTaint, "lab1", HealthSeverity.Error, "planted");
        world.Lab.Allowed.Add(HealthReport.Clean with { Allowed = [new AllowedFinding(finding, "known", null)] });
    }

    [Given("a lab whose environment is strict")]
    public async Task GivenAStrictLab()
    {
        await world.Lab.CloseAsync(world.Cancelled);
        var strict = world.Lab.Environment with { Strict = true };
        var run = await LabRun.StartAsync(strict, RunSettings.Reports, cancellationToken: world.Cancelled);
        world.Lab = await run.OpenAsync("strict", ["hosts:1"], _ => { }, world.Cancelled);
    }
}
