using System.Collections.Immutable;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Runtime;

namespace TestHarness.Scenarios.Running;

/// <summary>
/// The runner of features, which runs those scenarios side by side for which that is allowed. Observers receive the features one
/// after the other.
/// </summary>
public sealed class FeatureRunner(StepVocabulary steps, RunOptions? options = null)
{
    private readonly RunOptions _options = options ?? RunOptions.Default;

    /// <summary>
    /// Runs features, as many rounds as the options say. No round follows one that was cancelled, or in which every scenario was
    /// skipped.
    /// </summary>
    /// <param name="cancellationToken">Ends the running scenario before its next step; its hooks after still run.</param>
    public async Task<RunResult> RunAsync(FeatureSet set, CancellationToken cancellationToken = default)
    {
        var run = new TestRun(steps, options);
        await run.StartAsync();
        for (var round = 1; round <= _options.Rounds; round++)
        {
            var results = await RunAsync(run, set, round, cancellationToken);
            if (cancellationToken.IsCancellationRequested || results.All(result => result.Outcome == Outcome.Skipped)
                || (_options.StopsAtFailure && results.Any(result => result.IsFailure)))
                break;
        }

        var started = run.Results.Select(result => result.Scenario).ToHashSet(ReferenceEqualityComparer.Instance);
        run.NotRun = [.. set.Scenarios.Where(scenario => !started.Contains(scenario))];
        return await run.FinishAsync(set.Errors, cancellationToken);
    }

    /// <summary>Runs one round; from the second round on, no scenario starts after a cancellation.</summary>
    private async Task<ImmutableArray<ScenarioResult>> RunAsync(
        TestRun run, FeatureSet set, int round, CancellationToken cancellationToken)
    {
        using var lanes = new LaneCount(_options.SideBySide.Lanes, _options.StopsAtFailure);
        var features = new FeatureQueue(run, lanes);
        foreach (var feature in set.Features)
        {
            var isBeside = lanes.Most > 1 && feature.Scenarios.All(scenario => _options.SideBySide.Fits(scenario));
            await features.AwaitRoomAsync(isBeside);
            if (lanes.IsStopped || (round > 1 && cancellationToken.IsCancellationRequested))
                break;
            await features.StartAsync(feature, round, started => RunAsync(started, feature, lanes, cancellationToken));
        }

        return await features.FinishAsync();
    }

    private async Task RunAsync(FeatureRun run, FeaturePlan feature, LaneCount lanes, CancellationToken cancellationToken)
    {
        foreach (var batch in _options.SideBySide.Batches(feature.Scenarios))
            await run.RunAsync(batch, lanes, cancellationToken);
    }
}
