using TestHarness.Steps.World;

namespace TestHarness.Steps.Hooks;

/// <summary>Opens the hosts that a scenario asks for with its tags, and leaves them as they were.</summary>
[Binding]
public sealed class LabHooks(
    ScenarioContext context, FeatureContext feature, ScenarioWorld world, IUnitTestRuntimeProvider runtime, IReqnrollOutputHelper output)
{
    [BeforeScenario]
    public async Task OpenLabAsync()
    {
        string[] tags = [.. feature.FeatureInfo.Tags, .. context.ScenarioInfo.CombinedTags];
        if (!tags.Any(tag => tag.StartsWith("hosts:", StringComparison.Ordinal)))
            return;

        var run = await CurrentRun.GetAsync();
        var reasons = await run.WhyNotAsync(tags);
        if (reasons.Length > 0)
            runtime.TestIgnore(string.Join("; ", reasons));

        world.Lab = await run.OpenAsync(context.ScenarioInfo.Title, tags, output.WriteLine);
    }

    [AfterScenario]
    public async Task CloseLabAsync()
    {
        try
        {
            await world.CloseAsync();
        }
        finally
        {
            foreach (var file in world.Evidence)
                output.AddAttachment(file);
        }
    }
}
