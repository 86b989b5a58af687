using TestHarness.Benchmarks.Measuring;
using TestHarness.Cli.Bench;
using TestHarness.Steps.World;

namespace TestHarness.Benchmarks.Scenarios;

/// <summary>The harness's own time for a scenario that does nothing: what a run of many takes longer than a run of one.</summary>
/// <param name="more">How many scenarios the longer run has more than the shorter one.</param>
internal sealed class ScenarioFigure(string name, string about, string tags, int more) : IFigure
{
    private const int Repetitions = 3;
    private const double LimitMilliseconds = 50;

    public string Name => name;

    public string About => about;

    public BenchBound Bound => BenchBound.AtMost(1);

    public async Task<Medians> MeasureAsync()
    {
        using var one = new GeneratedFeatures(1, tags, "    Then nothing is done");
        using var many = new GeneratedFeatures(1 + more, tags, "    Then nothing is done");
        return await Medians.AgainstAsync(LimitMilliseconds, "ms", Repetitions, async () =>
        {
            var shorter = await RunAsync(one);
            return 1000 * (await RunAsync(many) - shorter) / more;
        });
    }

    private static Task<double> RunAsync(GeneratedFeatures features) => Clock.TimeAsync(() => Programs.RunAsync(
        Programs.Harness, "run", features.FullPath, "--env", RunSettings.DefaultEnvironment,
        "--steps", typeof(EmptySteps).Assembly.Location));
}
