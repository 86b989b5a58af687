using TestHarness.Benchmarks.Measuring;
using TestHarness.Cli.Bench;

namespace TestHarness.Benchmarks.PingPong;

/// <summary>The wall time of a scenario with all its checks.</summary>
internal sealed class PingPongFigure : IFigure
{
    private const int Repetitions = 5;

    public string Name => "ping-pong";

    public string About => "the ping-pong with all checks against a bare script";

    public BenchBound Bound => BenchBound.AtMost(1.10);

    public async Task<Medians> MeasureAsync()
    {
        await using var script = await BareScript.PrepareAsync();
        var medians = await Medians.InTurnAsync(
            "s",
            Repetitions,
            () => Clock.TimeAsync(() => ScenarioRun.RunAsync(ScenarioRun.PingPong)),
            () => Clock.TimeAsync(script.RunAsync));
        return medians with { Accelerator = script.Accelerator };
    }
}
