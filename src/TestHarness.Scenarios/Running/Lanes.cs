using System.Collections.Concurrent;
using Reqnroll;
using TestHarness.Scenarios.Runtime;

namespace TestHarness.Scenarios.Running;

/// <summary>The lanes of a run: as many as scenarios ran side by side.</summary>
internal sealed class Lanes(StepVocabulary steps)
{
    private readonly ConcurrentBag<Lane> _free = [];

    public Lane Take() => _free.TryTake(out var lane) ? lane : new Lane(steps.NewThread());

    public void Return(Lane lane) => _free.Add(lane);

    /// <summary>Lets go of what the reports have of a feature, which no lane runs any more.</summary>
    public Task EndFeatureAsync(FeatureInfo feature) => steps.EndFeatureAsync(feature);

    public void Close()
    {
        while (_free.TryTake(out var lane))
            lane.Close();
    }
}
