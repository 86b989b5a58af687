using NUnit.Framework;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;
using TestHarness.Scenarios.Runtime;

namespace TestHarness.Features;

[FeatureFiles]
[NonParallelizable]
public sealed class FeatureFixture(FeaturePlan feature)
{
    private FeatureRun _run = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _run = await AssemblyRun.Current.StartFeatureAsync(feature);

    [OneTimeTearDown]
    public async Task FinishAsync()
    {
        var result = await AssemblyRun.Current.FinishFeatureAsync(_run);
        if (result.Error is { } error)
            throw ShownError.Of(error);
    }

    public async Task RunAsync(ScenarioPlan scenario)
    {
        var result = await _run.RunAsync(scenario, TestContext.CurrentContext.CancellationToken);
        if (result.Known is { } known)
            await TestContext.Out.WriteLineAsync(FixtureTexts.Outlet.Block(known.Note));
        // A known failure neither passes nor fails: the test is skipped, with the bug as the reason.
        if (result.Outcome == Outcome.Known)
            Assert.Ignore(FixtureTexts.Outlet.Block($"{result.Known!.Note}\n{result.Error!.Message}"));
        foreach (var other in result.Errors.Skip(1))
            await TestContext.Out.WriteLineAsync(FixtureTexts.Outlet.Block($"Failed after that: {other}"));
        if (result.Error is StepDefinitionException or StrictModeException)
            Assert.Fail(FixtureTexts.Outlet.Block(result.Error.Message));
        if (result.Error is { } error)
            throw ShownError.Of(error);
        if (result.Outcome == Outcome.Skipped)
            Assert.Ignore(FixtureTexts.Outlet.Block(result.Reason!));
    }
}
