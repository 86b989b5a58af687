using TestHarness.Gherkin.Features;

namespace TestHarness.Cli.Selection;

/// <summary>A scenario asks for hosts with a tag; one that does not runs anywhere.</summary>
internal static class NeedsHosts
{
    public static bool IsTrueOf(ScenarioPlan scenario) => scenario.Tags.Any(tag => tag.StartsWith("hosts:", StringComparison.Ordinal));
}
