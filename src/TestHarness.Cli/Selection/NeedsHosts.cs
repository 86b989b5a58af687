using TestHarness.Environments.Matching;
using TestHarness.Scenarios.Features;

namespace TestHarness.Cli.Selection;

/// <summary>A scenario asks for hosts with a tag; one that does not runs anywhere.</summary>
internal static class NeedsHosts
{
    /// <summary>How many hosts the most demanding of them needs, or how many those can use that run on any.</summary>
    public static int Most(IReadOnlyCollection<ScenarioPlan> scenarios) => Math.Max(
        scenarios.Max(scenario => Needs.OfTags(scenario.Tags).Hosts), Math.Min(scenarios.Count(RunsOnAnyHost), Environment.ProcessorCount));

    public static bool RunsOnAnyHost(ScenarioPlan scenario) => scenario.Tags.Contains(Needs.AnyHostTag);

    /// <summary>Whether one of them needs a storage array.</summary>
    public static bool NeedStorage(IEnumerable<ScenarioPlan> scenarios) =>
        scenarios.Any(scenario => Needs.OfTags(scenario.Tags).Capabilities.Any(need => need.Capability == Need.FcLun));

    public static bool IsTrueOf(ScenarioPlan scenario) => scenario.Tags.Any(tag => tag.StartsWith("hosts:", StringComparison.Ordinal));
}
