using System.Collections.Concurrent;
using TestHarness.Scenarios.Runtime;

namespace TestHarness.Scenarios.Running;

/// <summary>The lanes of a run: as many as scenarios ran side by side.</summary>
internal sealed class Lanes(StepVocabulary steps)
{
    private readonly ConcurrentBag<Lane> _free = [];

    public Lane Take() => _free.TryTake(out var lane) ? lane : new Lane(steps.NewThread());

    public void Return(Lane lane) => _free.Add(lane);

    public void Close()
    {
        while (_free.TryTake(out var lane))
            lane.Close();
    }
}
