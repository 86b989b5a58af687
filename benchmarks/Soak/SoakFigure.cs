using TestHarness.Benchmarks.Measuring;
using TestHarness.Benchmarks.PingPong;
using TestHarness.Cli.Bench;
using TestHarness.Failures;
using TestHarness.Migration;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;

namespace TestHarness.Benchmarks.Soak;

/// <summary>What a run of 200 legs has in use at its end against what it had early: neither may grow.</summary>
internal sealed class SoakFigure : IFigure
{
    private const int Every = 20;

    public string Name => "soak";

    public string About =>
        "live objects after the last of 200 legs against those after leg 20; handles and processes must not grow";

    public BenchBound Bound => BenchBound.AtMost(1.25);

    public bool IsUsual => false;

    public async Task<Medians> MeasureAsync()
    {
        var samples = new Samples();
        await ScenarioRun.RunAsync(FeatureSet.Load([Path.Combine(AppContext.BaseDirectory, "soak.feature")]), samples);
        var (early, last) = (samples.Taken[0], samples.Taken[^1]);
        if (last.Handles > early.Handles || last.Processes > early.Processes)
            throw new HarnessException(FailureClass.Leak, $"handles or processes grew: {early}; {last}");
        return new Medians(last.Managed, early.Managed, "MB", 1);
    }

    /// <summary>Takes a sample after each leg of a round number, and prints it.</summary>
    private sealed class Samples : IRunObserver
    {
        public List<SoakSample> Taken { get; } = [];

        public IRunObserver Follow(ScenarioPlan scenario) => this;

        public void ProgressMade(object progress)
        {
            if (progress is not LegChecked { Number: var leg } || leg % Every != 0)
                return;
            Taken.Add(SoakSample.Take(leg));
            Console.Error.WriteLine(Taken[^1]);
        }
    }
}
