using System.Collections.Immutable;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Running;

/// <summary>The features of a round that have started, finished in their order.</summary>
internal sealed class FeatureQueue(TestRun run, LaneCount lanes)
{
    private readonly Queue<(FeatureRun Run, KeptEvents Events, Task Running)> _started = new();
    private readonly ImmutableArray<ScenarioResult>.Builder _results = ImmutableArray.CreateBuilder<ScenarioResult>();
    private bool _isLastBeside;

    /// <summary>Waits until the next feature may start.</summary>
    /// <param name="isBeside">Whether the next feature may run beside others; else it waits for all of them.</param>
    public async Task AwaitRoomAsync(bool isBeside)
    {
        if (!isBeside || !_isLastBeside)
            await FinishStartedAsync();
        _isLastBeside = isBeside;
        while (_started.Select(feature => feature.Running).Where(task => !task.IsCompleted).ToArray() is var running
            && running.Length >= lanes.Most)
            await Task.WhenAny(running);
        while (_started.TryPeek(out var first) && first.Running.IsCompleted)
            await FinishFirstAsync();
    }

    /// <summary>Starts a feature; observers receive its events when the features before it have finished.</summary>
    public async Task StartAsync(FeaturePlan feature, int round, Func<FeatureRun, Task> scenarios)
    {
        KeptEvents? events = null;
        var started = await run.StartFeatureAsync(feature, round, observer => events = new KeptEvents(observer));
        if (_started.Count == 0)
            events!.Begin();
        _started.Enqueue((started, events!, scenarios(started)));
    }

    /// <summary>Waits for all features; returns the results of their scenarios in order.</summary>
    public async Task<ImmutableArray<ScenarioResult>> FinishAsync()
    {
        await FinishStartedAsync();
        return _results.ToImmutable();
    }

    private async Task FinishStartedAsync()
    {
        while (_started.Count > 0)
            await FinishFirstAsync();
    }

    private async Task FinishFirstAsync()
    {
        var (first, events, running) = _started.Peek();
        events.Begin();
        await running;
        _results.AddRange((await run.FinishFeatureAsync(first)).Scenarios);
        _started.Dequeue();
        if (_started.TryPeek(out var next))
            next.Events.Begin();
    }
}
