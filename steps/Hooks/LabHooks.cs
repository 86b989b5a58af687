using System.Collections;
using Reqnroll;
using Reqnroll.UnitTestProvider;
using TestHarness.Environments;
using TestHarness.Environments.Matching;
using TestHarness.Failures;
using TestHarness.Labs;
using TestHarness.Scenarios.Runtime;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Hooks;

/// <summary>The lab of a scenario: opened with the hosts that the scenario's tags request, and closed at its end.</summary>
[Binding]
public sealed class LabHooks(
    ScenarioContext context,
    FeatureContext feature,
    ScenarioWorld world,
    ScenarioFacts facts,
    ScenarioCancellation cancellation,
    IUnitTestRuntimeProvider runtime,
    IReqnrollOutputHelper output)
{
    private UsualFigures? _usual;

    /// <summary>Opens the lab, or skips the scenario when the environment does not meet its needs.</summary>
    [BeforeScenario]
    public async Task OpenLabAsync()
    {
        string[] tags = [.. feature.FeatureInfo.Tags, .. context.ScenarioInfo.CombinedTags];
        // The tags of a scenario without hosts are checked too: a tag that requests hosts may be misspelt.
        _ = Needs.OfTags(tags);
        if (!tags.Any(tag => tag.StartsWith("hosts:", StringComparison.Ordinal)))
            return;

        var run = await CurrentRun.GetAsync().WaitAsync(world.Cancelled);
        var reasons = await run.FindSkipReasonsAsync(tags).WaitAsync(world.Cancelled);
        if (reasons.Length > 0)
            Skip(run.Environment, string.Join("; ", reasons));

        var baseline = CurrentRun.Baseline;
        world.Lab = await run.OpenAsync(context.ScenarioInfo.Title, tags, output.WriteLine, world.Cancelled);
        world.Lab.LegEvents = facts.Report;
        facts.Report(new LabOpened([.. world.Lab.Hosts.Select(host => host.Name)]));
        EndWhenLeaseIsLost(world.Lab.LeaseLost);
        _usual = new UsualFigures(baseline, run.ConditionsOf(world.Lab), Key());
        world.Lab.Baseline = _usual.Scenario;
        foreach (var role in world.Lab.HostRoles())
            output.WriteLine(role);
    }

    /// <summary>Ends the scenario at once when another run may get its hosts.</summary>
    private async void EndWhenLeaseIsLost(Task<HarnessException> lost) => cancellation.End(await lost);

    /// <summary>Returns the scenario's name in a baseline; unlike the title, it is unique in the project.</summary>
    private string Key()
    {
        var arguments = context.ScenarioInfo.Arguments.Cast<DictionaryEntry>()
            .Select(argument => $"{argument.Key} {argument.Value}")
            .ToArray();
        var example = arguments.Length > 0 ? $" ({string.Join(", ", arguments)})" : "";
        return $"{feature.FeatureInfo.Title}: {context.ScenarioInfo.Title}{example}";
    }

    /// <summary>
    /// Skips the scenario, or fails it when the environment is strict: in a lab of one's own, a missing device is a fault.
    /// </summary>
    private void Skip(LabEnvironment environment, string reason)
    {
        if (environment.Strict)
            throw new HarnessException(FailureClass.Preflight, $"environment '{environment.Name}' is strict: {reason}");
        runtime.TestIgnore(reason);
    }

    /// <summary>Closes the lab of a failed scenario, or leaves it as it is when the user has chosen that.</summary>
    private Task EndFailedAsync() =>
        RunSettings.KeepsFailed && world.HasLab && !world.Cancelled.IsCancellationRequested
            ? world.KeepAsync()
            : world.CloseAsync();

    /// <summary>Closes the lab, attaches the evidence, and reports what was not compared, not checked or unusual.</summary>
    [AfterScenario]
    public async Task CloseLabAsync()
    {
        var uncompared = context.TestError is null ? world.FindUncompared() : null;
        var hasFailed = context.TestError is not null || uncompared is not null;
        var unusual = _usual?.Conclude(world.AllFigures, hasFailed, output.WriteLine);
        try
        {
            await (hasFailed || unusual is not null ? EndFailedAsync() : world.CloseAsync());
        }
        finally
        {
            foreach (var file in world.Evidence)
                output.AddAttachment(file);
            if (world.Report is { } report)
                facts.Add(report);
            if (world.Unmade?.Describe() is { } unmade)
                output.WriteLine(unmade);
            if (world.Allowed?.Describe() is { } allowed)
                output.WriteLine(allowed);
        }

        if (cancellation.Reason is { } lost && lost != context.TestError)
            throw lost;
        if (context.TestError is null)
            world.CheckPathLosses();
        if (RunSettings.Strict || world.IsStrict)
            world.Unmade?.ThrowIfAny();
        if ((uncompared ?? unusual) is { } failure)
            throw failure;
    }
}
