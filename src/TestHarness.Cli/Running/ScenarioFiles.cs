using System.Collections.Immutable;
using TestHarness.Health;
using TestHarness.Labs.Guests;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;

namespace TestHarness.Cli.Running;

/// <summary>
/// Keeps what the files that scenarios attach tell: the figures of legs, the counts of checks, the evidence's folder.
/// </summary>
internal sealed class ScenarioFiles : IRunObserver
{
    private readonly Dictionary<ScenarioPlan, ImmutableArray<string>> _legs = [];
    private readonly Dictionary<ScenarioPlan, string> _folders = [];
    private readonly Dictionary<(ScenarioPlan Scenario, string File), int> _lines = [];
    private ScenarioPlan? _scenario;

    public void ScenarioStarted(ScenarioPlan scenario) => _scenario = scenario;

    public void AttachmentAdded(Attachment attachment)
    {
        if (_scenario is null)
            return;
        _folders[_scenario] = Path.GetDirectoryName(attachment.Path)!;
        if (attachment.Name == GuestUnderTest.LegsFile)
            _legs[_scenario] = [.. File.ReadLines(attachment.Path)];
        if (attachment.Name is UnmadeChecks.FileName or AllowedFindings.FileName)
            _lines[(_scenario, attachment.Name)] = File.ReadLines(attachment.Path).Count();
    }

    public ImmutableArray<string> LegsOf(ScenarioPlan scenario) => _legs.GetValueOrDefault(scenario, []);

    public string? EvidenceOf(ScenarioPlan scenario) => _folders.GetValueOrDefault(scenario);

    /// <summary>How many lines the files of this name have, and how many scenarios have one.</summary>
    public (int Lines, int Scenarios) Count(string file)
    {
        var counts = _lines.Where(count => count.Key.File == file).Select(count => count.Value).ToArray();
        return (counts.Sum(), counts.Length);
    }
}
