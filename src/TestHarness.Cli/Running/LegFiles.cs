using System.Collections.Immutable;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;
using TestHarness.Labs;

namespace TestHarness.Cli.Running;

/// <summary>Keeps what scenarios attach: the figures of their legs, and the folder of their evidence.</summary>
internal sealed class LegFiles : IRunObserver
{
    private readonly Dictionary<ScenarioPlan, ImmutableArray<string>> legs = [];
    private readonly Dictionary<ScenarioPlan, string> folders = [];
    private ScenarioPlan? scenario;

    public void ScenarioStarted(ScenarioPlan scenario) => this.scenario = scenario;

    public void AttachmentAdded(Attachment attachment)
    {
        if (scenario is null)
            return;
        folders[scenario] = Path.GetDirectoryName(attachment.Path)!;
        if (attachment.Name == GuestUnderTest.LegsFile)
            legs[scenario] = [.. File.ReadLines(attachment.Path)];
    }

    public ImmutableArray<string> LegsOf(ScenarioPlan scenario) => legs.GetValueOrDefault(scenario, []);

    public string? EvidenceOf(ScenarioPlan scenario) => folders.GetValueOrDefault(scenario);
}
