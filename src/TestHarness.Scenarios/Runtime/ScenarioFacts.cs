namespace TestHarness.Scenarios.Runtime;

/// <summary>
/// The way of a scenario's facts from its steps and hooks to the observers of the run. Reqnroll passes it to their constructors.
/// </summary>
public sealed class ScenarioFacts
{
    private readonly LaneListener _listener;

    internal ScenarioFacts(LaneListener listener) => _listener = listener;

    /// <summary>Adds a fact: an object of a type that an observer knows.</summary>
    public void Add(object fact) => _listener.AddFact(fact);

    /// <summary>Reports progress: an object of a type that an observer knows, which follows the scenario as it happens.</summary>
    public void Report(object progress) => _listener.Observer?.ProgressMade(progress);
}
