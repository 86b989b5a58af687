using TestHarness.Benchmarks.Measuring;
using TestHarness.Cli.Bench;

namespace TestHarness.Benchmarks.Scenarios;

/// <summary>The time until a command that has nothing to do has ended.</summary>
internal sealed class StartFigure : IFigure
{
    private const int Repetitions = 9;
    private const double LimitSeconds = 0.15;

    public string Name => "start";

    public string About => "./harness --version against its limit";

    public BenchBound Bound => BenchBound.AtMost(1);

    public Task<Medians> MeasureAsync() => Medians.AgainstAsync(
        LimitSeconds, "s", Repetitions, () => Clock.TimeAsync(() => Programs.RunAsync(Programs.Harness, "--version")));
}
