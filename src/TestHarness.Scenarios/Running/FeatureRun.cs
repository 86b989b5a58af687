using System.Collections.Concurrent;
using System.Collections.Immutable;
using Reqnroll;
using TestHarness.Scenarios.CucumberReports;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Runtime;

namespace TestHarness.Scenarios.Running;

/// <summary>
/// A feature between its hooks. <see cref="TestRun"/> makes it. As Reqnroll requires, the hooks run on each
/// lane that the feature's scenarios use.
/// </summary>
public sealed class FeatureRun
{
    private readonly FeaturePlan _feature;
    private readonly FeatureInfo _info;
    private readonly FeatureMessages? _messages;
    private readonly Lanes _lanes;
    private readonly IRunObserver _observer;
    private readonly ScenarioRunner _runner;
    private readonly Exception? _obstacle;
    private readonly ConcurrentBag<(Lane Lane, Exception? Obstacle)> _free = [];
    private readonly List<ScenarioResult> _results = [];
    private readonly ConcurrentBag<Exception> _errors = [];

    internal FeatureRun(
        FeaturePlan feature,
        FeatureMessages? messages,
        Lanes lanes,
        IRunObserver observer,
        ScenarioRunner runner,
        Exception? obstacle)
    {
        _feature = feature;
        _messages = messages;
        _info = Infos.Of(feature.Header, messages);
        _lanes = lanes;
        _observer = observer;
        _runner = runner;
        _obstacle = obstacle;
    }

    /// <summary>Runs a scenario of the feature.</summary>
    public async Task<ScenarioResult> RunAsync(ScenarioPlan scenario, CancellationToken cancellationToken = default)
    {
        var result = await RunAsync(scenario, _observer, cancellationToken);
        _results.Add(result);
        return result;
    }

    internal async Task StartAsync()
    {
        _observer.FeatureStarted(_feature.Header);
        _free.Add(await OpenAsync());
    }

    /// <summary>
    /// Runs scenarios side by side, as far as there are lanes; observers and results receive them one after the other.
    /// </summary>
    internal async Task RunAsync(ImmutableArray<ScenarioPlan> scenarios, LaneCount lanes, CancellationToken cancellationToken)
    {
        var turns = scenarios.Select(scenario => new Turn(_observer)).ToArray();
        turns[0].Begin();
        var running = scenarios
            .Zip(turns, (scenario, turn) => lanes.RunAsync(() => RunAsync(scenario, turn, cancellationToken)))
            .ToArray();
        foreach (var (turn, run) in turns.Zip(running))
        {
            turn.Begin();
            if (await run is { } result)
                _results.Add(result);
        }
    }

    /// <summary>Runs the hooks after the feature and disposes its objects; the result has their errors.</summary>
    internal async Task<FeatureResult> FinishAsync()
    {
        while (_free.TryTake(out var free))
            await CloseAsync(free.Lane);
        Exception[] errors = [.. _errors];
        var error = errors.Length > 1 ? new AggregateException(errors) : errors.FirstOrDefault();
        if (_messages is not null)
            await _lanes.EndFeatureAsync(_info);
        _feature.Text.Forget();
        var result = new FeatureResult(_feature.Header, [.. _results], error);
        _observer.FeatureFinished(result);
        return result;
    }

    private async Task<ScenarioResult> RunAsync(ScenarioPlan scenario, IRunObserver observer, CancellationToken cancellationToken)
    {
        var used = _free.TryTake(out var free) ? free : await OpenAsync();
        try
        {
            var obstacle = _obstacle ?? used.Obstacle;
            return await _runner.RunAsync(scenario, used.Lane, observer, obstacle, cancellationToken);
        }
        finally
        {
            _free.Add(used);
        }
    }

    private async Task<(Lane Lane, Exception? Obstacle)> OpenAsync()
    {
        var lane = _lanes.Take();
        lane.Listener.Observer = _observer;
        try
        {
            await lane.Runner.OnFeatureStartAsync(_info);
            return (lane, null);
        }
        catch (Exception exception)
        {
            _errors.Add(exception);
            return (lane, exception);
        }
    }

    private async Task CloseAsync(Lane lane)
    {
        lane.Listener.Observer = _observer;
        try
        {
            await lane.Runner.OnFeatureEndAsync();
        }
        catch (Exception exception)
        {
            _errors.Add(exception);
        }

        _lanes.Return(lane);
    }
}
