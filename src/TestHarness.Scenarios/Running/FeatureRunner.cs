using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Runtime;

namespace TestHarness.Scenarios.Running;

/// <summary>
/// The runner of features one after the other, which runs those scenarios of a feature side by side for which that is allowed.
/// </summary>
public sealed class FeatureRunner(StepVocabulary steps, RunOptions? options = null)
{
    /// <summary>Runs features.</summary>
    /// <param name="cancellationToken">Ends the running scenario before its next step; its hooks after still run.</param>
    public async Task<RunResult> RunAsync(FeatureSet set, CancellationToken cancellationToken = default)
    {
        var sideBySide = (options ?? RunOptions.Default).SideBySide;
        var run = new TestRun(steps, options);
        await run.StartAsync();
        foreach (var feature in set.Features)
        {
            var featureRun = await run.StartFeatureAsync(feature);
            foreach (var batch in sideBySide.Batches(feature.Scenarios))
                await featureRun.RunAsync(batch, sideBySide.Lanes, cancellationToken);
            await run.FinishFeatureAsync(featureRun);
        }

        return await run.FinishAsync(set.Errors, cancellationToken);
    }
}
