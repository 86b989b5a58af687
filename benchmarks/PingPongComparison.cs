using System.Collections.Immutable;
using System.Diagnostics;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Runtime;
using TestHarness.Scenarios.Running;
using TestHarness.Guests.Image;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Load;
using TestHarness.Steps.World;

namespace TestHarness.Benchmarks;

/// <summary>
/// The wall time of a scenario with all its checks against that of a shell script that does the same with none: the same kernel,
/// initramfs, accelerator, LUN size, dd and legs, in turn, so that both see the same machine.
/// </summary>
internal static class PingPongComparison
{
    private const int Legs = 4;
    private const string Dd = "dd if=/dev/urandom of=/dev/sda bs=1M count=2000 oflag=direct";

    public static async Task RunAsync(int repetitions)
    {
        var run = await CurrentRun.GetAsync();
        var host = new LocalHost("this machine");
        var image = await new GuestImageBuilder(host, HarnessPaths.Cache).BuildAsync();
        var accelerator = run.Environment.Hosts[0].Find("qemu")!.Attributes["accelerator"].Split(' ')[0];
        var dd = DdCommand.Parse(Dd).Scale(run.Environment.Load.Scale).ToString();
        string[] script = [Path.Combine(AppContext.BaseDirectory, "bare-ping-pong.sh"), image.Kernel, image.Initramfs, accelerator, $"{Legs}"];
        var bare = new Command("bash", [.. script, .. dd.Split(' ')]).WithTimeout(TimeSpan.FromMinutes(2));

        async Task RunBareAsync() => (await host.RunAsync(bare)).OrThrow(Failures.FailureClass.Migration);

        // Once each without counting: what is read and compiled the first time is neither's.
        await RunBareAsync();
        await RunScenarioAsync();
        var (bareTimes, harnessTimes) = (new List<double>(), new List<double>());
        for (var i = 1; i <= repetitions; i++)
        {
            bareTimes.Add(await TimeAsync(RunBareAsync));
            harnessTimes.Add(await TimeAsync(RunScenarioAsync));
            Console.WriteLine($"{i}: bare script {bareTimes[^1]:0.00} s, harness {harnessTimes[^1]:0.00} s");
        }

        var (b, h) = (Median(bareTimes), Median(harnessTimes));
        Console.WriteLine($"{Legs} legs under '{dd}', {accelerator}: medians of {repetitions}: bare script {b:0.00} s, harness {h:0.00} s, ratio {h / b:0.00}");
    }

    private static async Task RunScenarioAsync()
    {
        using var steps = StepVocabulary.Load(typeof(CurrentRun).Assembly);
        var features = FeatureSet.Load([Path.Combine(AppContext.BaseDirectory, "ping_pong.feature")]);
        var result = await new FeatureRunner(steps, new RunOptions(ImmutableArray<IRunObserver>.Empty)).RunAsync(features);
        if (!result.IsSuccess || result.Count(Outcome.Passed) != 1)
            throw new InvalidOperationException($"the measured scenario did not pass: {result.Scenarios[0].Error?.Message ?? result.Scenarios[0].Reason}");
    }

    private static async Task<double> TimeAsync(Func<Task> action)
    {
        var clock = Stopwatch.StartNew();
        await action();
        return clock.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
