using TestHarness.Environments.Matching;
using TestHarness.Gherkin.Features;

namespace TestHarness.Cli.Selection;

/// <summary>A scenario asks for hosts with a tag; one that does not runs anywhere.</summary>
internal static class NeedsHosts
{
    /// <summary>How many hosts the most demanding of them needs.</summary>
    public static int Most(IEnumerable<ScenarioPlan> scenarios) => scenarios.Max(scenario => Needs.OfTags(scenario.Tags).Hosts);

    /// <summary>Whether one of them needs a storage array.</summary>
    public static bool NeedStorage(IEnumerable<ScenarioPlan> scenarios) =>
        scenarios.Any(scenario => Needs.OfTags(scenario.Tags).Capabilities.Any(need => need.Capability == Need.FcLun));

    public static bool IsTrueOf(ScenarioPlan scenario) => scenario.Tags.Any(tag => tag.StartsWith("hosts:", StringComparison.Ordinal));
}
