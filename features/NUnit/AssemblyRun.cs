using System.Reflection;
using NUnit.Framework;
using TestHarness.Devices.Registry;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Scenarios.Running;
using TestHarness.Scenarios.Runtime;
using TestHarness.Steps.World;
using TestHarness.VirtualLab;

namespace TestHarness.Features;

/// <summary>Runs the hooks of the test run once around all features.</summary>
[SetUpFixture]
public sealed class AssemblyRun
{
    internal static TestRun Current { get; private set; } = null!;

    [OneTimeSetUp]
    public Task StartAsync()
    {
        CurrentRun.BringUp = environment => EnvironmentHosts.BringUpAsync(
            environment,
            environment.Hosts.Length,
            environment.Luns.Any(lun => lun is FcLun),
            line => TestContext.Progress.WriteLine(FixtureTexts.Outlet.Line(line)));
        Current = new TestRun(StepVocabulary.Load([typeof(RunSettings).Assembly, .. OwnSteps()]), RunParameters.Options());
        return Current.StartAsync();
    }

    /// <summary>Loads what the environment adds. An environment that cannot be read fails the scenarios that need it.</summary>
    private static IEnumerable<Assembly> OwnSteps()
    {
        try
        {
            var environment = EnvironmentFile.Load(RunSettings.EnvironmentPath, DeviceKinds.HostSections);
            return [.. environment.Bindings.Select(StepAssembly.Load)];
        }
        catch (HarnessException)
        {
            return [];
        }
    }

    [OneTimeTearDown]
    public async Task FinishAsync()
    {
        var result = await Current.FinishAsync(FeatureFolder.Features.Errors);
        if (result.HookErrors.FirstOrDefault() is { } error)
            throw ShownError.Of(error);
    }
}
