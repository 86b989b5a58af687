using TestHarness.Benchmarks.Measuring;
using TestHarness.Benchmarks.PingPong;
using TestHarness.Cli.Bench;
using TestHarness.Failures;
using TestHarness.Migration;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;

namespace TestHarness.Benchmarks.Soak;

/// <summary>
/// What a run keeps of each leg, from leg 20 to leg 200. The figures of a leg and its part of the script that repeats the
/// scenario stay until the report; handles and processes do not.
/// </summary>
internal sealed class SoakFigure : IFigure
{
    private const int Every = 20;

    /// <summary>The most that a leg may leave in memory, in kB.</summary>
    private const double Limit = 20;

    /// <summary>The handles of a command that runs while the handles are counted.</summary>
    private const int Spare = 5;

    public string Name => "soak";

    public string About =>
        "objects that stay after each of 180 legs against their limit; handles and processes must not grow";

    public BenchBound Bound => BenchBound.AtMost(1);

    public bool IsUsual => false;

    public async Task<Medians> MeasureAsync()
    {
        var samples = new Samples();
        await ScenarioRun.RunAsync(FeatureSet.Load([Path.Combine(AppContext.BaseDirectory, "soak.feature")]), samples);
        var (early, last) = (samples.Taken[0], samples.Taken[^1]);
        if (last.Handles > early.Handles + Spare || last.Processes > early.Processes)
            throw new HarnessException(FailureClass.Leak, $"handles or processes grew: {early}; {last}");
        var kilobytes = (last.Managed - early.Managed) * 1000;
        return new Medians(kilobytes / (last.Leg - early.Leg), Limit, "kB", 1);
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
