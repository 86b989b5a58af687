using TestHarness.Reports.Recording;
using TestHarness.Reports.Records;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;

namespace TestHarness.Reports.Events;

/// <summary>
/// The events of a run as JSON lines while they happen, also of scenarios that run side by side. The lines of the record are
/// events too, when the record gets them.
/// </summary>
public sealed class EventStream(EventWriter writer) : IRunObserver
{
    /// <summary>The version of the stream's format.</summary>
    public const int Version = 1;

    private readonly Dictionary<PlannedScenario, int> _attempts = [];

    /// <summary>Returns the name by which the record knows a scenario.</summary>
    public Func<ScenarioPlan, PlannedScenario> NameOf { get; init; } = RunRecorder.Name;

    /// <summary>Writes the first event.</summary>
    /// <param name="scenarios">The number of scenarios in all rounds; null when the rounds have no end.</param>
    public void Start(int? scenarios) => writer.Write(new StreamEvent(Version, scenarios));

    /// <inheritdoc/>
    public IRunObserver Follow(ScenarioPlan scenario)
    {
        var name = NameOf(scenario);
        var attempt = _attempts[name] = _attempts.GetValueOrDefault(name) + 1;
        return new ScenarioEvents(writer, new EventScenario(name.Place, name.Title, attempt), scenario);
    }
}
