using TestHarness.Environments;
using TestHarness.Environments.Matching;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;

namespace TestHarness.Cli.Selection;

/// <summary>The needs that scenarios state by their tags. A scenario without a tag for hosts runs anywhere.</summary>
internal static class ScenarioNeeds
{
    /// <summary>
    /// Returns the number of hosts that the most demanding scenario needs, or that the scenarios for any host can use.
    /// </summary>
    public static int CountHosts(IReadOnlyCollection<ScenarioPlan> scenarios) => Math.Max(
        scenarios.Max(scenario => Needs.OfTags(scenario.Tags).Hosts),
        Math.Min(scenarios.Count(AcceptsAnyHost), Environment.ProcessorCount));

    /// <summary>
    /// Returns which scenarios run at the same time: in an environment with groups of hosts all that need hosts, one in each
    /// group, but for those that control what the groups share; else those for any one host, one on each machine.
    /// </summary>
    public static SideBySide SideBySide(LabEnvironment environment) => environment.ToGroups().Length > 1
        ? new(environment.ToGroups().Length, scenario => RequiresHosts(scenario) && !NeedsFabric(scenario))
        : new(environment.Hosts.Select(host => host.Connection).Distinct().Count(), AcceptsAnyHost);

    private static bool NeedsFabric(ScenarioPlan scenario) =>
        Needs.OfTags(scenario.Tags).Capabilities.Any(need => need.Capability == Need.FabricControl);

    /// <summary>Returns whether any host will do for a scenario.</summary>
    private static bool AcceptsAnyHost(ScenarioPlan scenario) => scenario.Tags.Contains(Needs.AnyHostTag);

    /// <summary>Returns whether a scenario needs a storage array.</summary>
    public static bool RequireStorage(IEnumerable<ScenarioPlan> scenarios) =>
        scenarios.Any(scenario => Needs.OfTags(scenario.Tags).Capabilities.Any(need => need.Capability == Need.FcLun));

    /// <summary>Returns whether a scenario needs hosts.</summary>
    public static bool RequiresHosts(ScenarioPlan scenario) =>
        scenario.Tags.Any(tag => tag.StartsWith("hosts:", StringComparison.Ordinal));
}
