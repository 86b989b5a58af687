using System.Collections.Concurrent;
using Reqnroll;
using TestHarness.Scenarios.Runtime;

namespace TestHarness.Scenarios.Running;

/// <summary>The lanes of a run, as many as scenarios ran side by side.</summary>
internal sealed class Lanes(StepVocabulary steps)
{
    private readonly ConcurrentBag<Lane> _free = [];

    /// <summary>Takes a free lane, or makes one.</summary>
    public Lane Take() => _free.TryTake(out var lane) ? lane : new Lane(steps.NewThread());

    /// <summary>Returns a lane.</summary>
    public void Return(Lane lane) => _free.Add(lane);

    /// <summary>Releases the reports' data of a feature that no lane runs any more.</summary>
    public Task EndFeatureAsync(FeatureInfo feature) => steps.EndFeatureAsync(feature);

    /// <summary>Closes all lanes.</summary>
    public void Close()
    {
        while (_free.TryTake(out var lane))
            lane.Close();
    }
}
