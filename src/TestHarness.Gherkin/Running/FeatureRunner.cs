using TestHarness.Gherkin.Features;
using TestHarness.Gherkin.Registry;

namespace TestHarness.Gherkin.Running;

/// <summary>Runs features one after the other.</summary>
public sealed class FeatureRunner(BindingRegistry registry, RunOptions? options = null)
{
    /// <param name="cancellationToken">Ends the running scenario before its next step; its hooks after still run.</param>
    public async Task<RunResult> RunAsync(FeatureSet set, CancellationToken cancellationToken = default)
    {
        var run = new TestRun(registry, options);
        await run.StartAsync();
        foreach (var feature in set.Features)
        {
            var featureRun = await run.StartFeatureAsync(feature.Header);
            foreach (var scenario in feature.Scenarios)
                await featureRun.RunAsync(scenario, cancellationToken);
            await run.FinishFeatureAsync(featureRun);
        }

        return await run.FinishAsync(set.Errors, cancellationToken);
    }
}
