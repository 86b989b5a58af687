using TestHarness.Cli.Running;
using TestHarness.Cli.Terminals;
using TestHarness.Environments;
using TestHarness.Scenarios.Features;
using TestHarness.Steps.World;
using TestHarness.VirtualLab;

namespace TestHarness.Cli.Selection;

/// <summary>Has the machines of the virtual lab running, where the environment is of them and a scenario needs hosts.</summary>
internal static class RunningHosts
{
    /// <returns>The environment as the steps of this process find it too.</returns>
    public static async Task<LabEnvironment> OfAsync(LabEnvironment environment, IReadOnlyCollection<ScenarioPlan> scenarios)
    {
        if (!scenarios.Any(NeedsHosts.IsTrueOf))
            return environment;

        using var cancellation = new Cancellation();
        var running = await EnvironmentHosts.BringUpAsync(environment, NeedsHosts.Most(scenarios), NeedsHosts.NeedStorage(scenarios), Tell, cancellation.Token);
        CurrentRun.BringUp = _ => Task.FromResult(running);
        return running;
    }

    private static void Tell(string line) => Terminal.Error.WriteLine(line);
}
