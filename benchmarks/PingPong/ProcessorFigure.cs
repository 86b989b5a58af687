using System.Diagnostics;
using TestHarness.Benchmarks.Measuring;
using TestHarness.Cli.Bench;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;

namespace TestHarness.Benchmarks.PingPong;

/// <summary>The processor time that this process takes while the guest migrates, as a share of one core.</summary>
internal sealed class ProcessorFigure : IFigure
{
    private const int Repetitions = 3;

    public string Name => "processor";

    public string About => "the .NET process's processor time during the ping-pong's legs against their wall time";

    public BenchBound Bound => BenchBound.AtMost(0.05);

    public async Task<Medians> MeasureAsync()
    {
        await using var script = await BareScript.PrepareAsync();
        var legs = new LegsWatch();
        async Task<double> RunAsync()
        {
            await ScenarioRun.RunAsync(ScenarioRun.PingPong, legs);
            return legs.Wall.TotalSeconds;
        }

        // Both times are of the same legs.
        var medians = await Medians.InTurnAsync("s", Repetitions, () => Task.FromResult(legs.Processor.TotalSeconds), RunAsync);
        return medians with { Accelerator = script.Accelerator };
    }

    /// <summary>Measures the step that migrates.</summary>
    private sealed class LegsWatch : IRunObserver
    {
        private (long Wall, TimeSpan Processor) _start;

        public TimeSpan Wall { get; private set; }

        public TimeSpan Processor { get; private set; }

        public void StepStarted(StepPlan step) => _start = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);

        public void StepFinished(StepResult result)
        {
            if (result.Step.Text.Contains("is migrated", StringComparison.Ordinal))
                (Wall, Processor) = (Stopwatch.GetElapsedTime(_start.Wall), Environment.CpuUsage.TotalTime - _start.Processor);
        }
    }
}
