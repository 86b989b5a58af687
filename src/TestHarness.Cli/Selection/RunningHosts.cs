using TestHarness.Cli.Running;
using TestHarness.Cli.Terminals;
using TestHarness.Environments;
using TestHarness.Scenarios.Features;
using TestHarness.Steps.World;
using TestHarness.VirtualLab;

namespace TestHarness.Cli.Selection;

/// <summary>
/// The running hosts of an environment: when it is the virtual lab and a scenario needs hosts, the lab is brought up.
/// </summary>
internal static class RunningHosts
{
    /// <summary>Brings the hosts up.</summary>
    /// <returns>The environment with its running hosts, which the steps of this process use too.</returns>
    public static async Task<LabEnvironment> OfAsync(LabEnvironment environment, IReadOnlyCollection<ScenarioPlan> scenarios)
    {
        if (!scenarios.Any(ScenarioNeeds.RequiresHosts))
            return environment;

        using var cancellation = new Cancellation();
        var running = await EnvironmentHosts.BringUpAsync(
            environment, ScenarioNeeds.CountHosts(scenarios), ScenarioNeeds.RequireStorage(scenarios), Tell, cancellation.Token);
        CurrentRun.BringUp = _ => Task.FromResult(running);
        return running;
    }

    private static void Tell(string line) => Terminal.Error.WriteLine(line);
}
