using TestHarness.Baselines;
using TestHarness.Devices.Registry;
using TestHarness.Environments;
using TestHarness.Labs;

namespace TestHarness.Steps.World;

/// <summary>The run that all scenarios of this process share; it starts with the first scenario that needs a host.</summary>
public static class CurrentRun
{
    private static readonly Lazy<Task<LabRun>> Run = new(StartAsync);

    private static readonly Lazy<EnvironmentBaseline> LazyBaseline = new(
        () => new EnvironmentBaseline(RunSettings.BaselinePath, Run.Value.Result.Environment, RunSettings.LearnBaseline));

    /// <summary>
    /// The action that makes the environment's hosts run before the run starts; the program that runs the scenarios sets it.
    /// </summary>
    public static Func<LabEnvironment, Task<LabEnvironment>> BringUp { get; set; } = Task.FromResult;

    /// <summary>The name of the run, which its record and its evidence share; null when the run has no record.</summary>
    public static string? Name { get; set; }

    /// <summary>Returns the run, and starts it the first time.</summary>
    public static Task<LabRun> GetAsync() => Run.Value;

    /// <summary>The environment's baseline; available once the run has started.</summary>
    public static EnvironmentBaseline Baseline => LazyBaseline.Value;

    /// <summary>The run; null until a scenario has needed a host.</summary>
    public static LabRun? Started =>
        Run is { IsValueCreated: true, Value.IsCompletedSuccessfully: true } ? Run.Value.Result : null;

    /// <summary>Ends the connections to the hosts, if a scenario needed one.</summary>
    public static async Task EndAsync()
    {
        if (Started is { } run)
            await run.DisposeAsync();
    }

    private static async Task<LabRun> StartAsync()
    {
        var described = EnvironmentFile.Load(RunSettings.EnvironmentPath, DeviceKinds.HostSections);
        var environment = await BringUp(QemuChoice.Apply(RunSettings.Qemus, described));
        environment = environment with
        {
            UsesTemplates = RunSettings.UsesTemplates,
            Timeouts = environment.Timeouts with { Hosts = RunSettings.HostsWait ?? environment.Timeouts.Hosts },
        };
        // The run does not use a scenario's token, as it is shared by all scenarios.
        return await LabRun.StartAsync(environment, RunSettings.Reports, Name, CancellationToken.None);
    }
}
