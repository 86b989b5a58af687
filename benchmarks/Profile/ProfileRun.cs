using TestHarness.Benchmarks.Measuring;
using TestHarness.Benchmarks.PingPong;
using TestHarness.Cli.Bench;
using TestHarness.Scenarios.Features;
using TestHarness.Steps.World;
using TestHarness.VirtualLab;

namespace TestHarness.Benchmarks.Profile;

/// <summary>
/// Measures where the time of scenarios goes: of the ping-pong, beside the bare script, and of one of each kind of device.
/// </summary>
internal static class ProfileRun
{
    private const int MostHosts = 2;

    /// <summary>The needs that stand for kinds of devices.</summary>
    private static readonly string[] Devices = ["fc-lun", "vhba", "mtty", "sriov", "vdpa-sim-blk", "vduse"];

    /// <returns>True: what the environment lacks is not measured, and said.</returns>
    public static async Task<bool> RunAsync(string file)
    {
        CurrentRun.BringUp = environment =>
            EnvironmentHosts.BringUpAsync(environment, MostHosts, withStorage: true, Console.Error.WriteLine);
        // The first time may build the command.
        await Programs.RunAsync(Programs.Harness, "--version");
        var start = await Clock.TimeAsync(() => Programs.RunAsync(Programs.Harness, "--version"));
        List<ProfileRow> rows = [new(".NET", "./harness --version", 1, start)];
        rows.AddRange(await BareScriptAsync());
        var first = await ScenarioAsync("ping-pong, first in a process", ScenarioRun.PingPong);
        // Its commands are those of the second.
        rows.AddRange(first.Where(row => row.ProcessorSeconds is not null));
        rows.AddRange(await ScenarioAsync("ping-pong", ScenarioRun.PingPong));
        BenchFile.Write(file, rows);
        var features = FeatureSet.Load([Path.Combine(RunSettings.Root, "features")]);
        foreach (var device in Devices)
        {
            rows.AddRange(await DeviceAsync(device, features));
            BenchFile.Write(file, rows);
        }

        return true;
    }

    private static async Task<IEnumerable<ProfileRow>> BareScriptAsync()
    {
        await using var script = await BareScript.PrepareAsync();
        await script.RunAsync();
        var phases = await script.RunAsync();
        return
        [
            new ProfileRow("bare script", "whole script", 1, phases.Sum(phase => phase.Seconds)),
            .. phases.Select(phase => new ProfileRow("bare script", phase.Phase, 1, phase.Seconds)),
        ];
    }

    private static async Task<IEnumerable<ProfileRow>> ScenarioAsync(string subject, FeatureSet features)
    {
        Console.Error.WriteLine($"measuring {subject}");
        var watch = new ScenarioWatch(subject);
        await ScenarioRun.RunAsync(features, watch);
        return watch.Rows;
    }

    /// <summary>Measures the first scenario of a kind of device that the environment can run.</summary>
    private static async Task<IEnumerable<ProfileRow>> DeviceAsync(string device, FeatureSet features)
    {
        var run = await CurrentRun.GetAsync();
        var needing = features.Where(scenario => !scenario.IsIgnored && scenario.Tags.Contains($"needs:{device}"));
        foreach (var scenario in needing.Scenarios)
        {
            if ((await run.FindSkipReasonsAsync(scenario.Tags)).IsEmpty)
                return await ScenarioAsync($"{device}: {scenario.Title}", features.Where(other => other == scenario));
        }

        Console.Error.WriteLine($"no scenario of {device} was measured: the environment '{run.Environment.Name}' cannot run one");
        return [];
    }
}
