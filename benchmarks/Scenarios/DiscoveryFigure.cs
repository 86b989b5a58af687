using TestHarness.Benchmarks.Measuring;
using TestHarness.Cli.Bench;
using TestHarness.Failures;
using TestHarness.Scenarios.Checking;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Runtime;
using TestHarness.Steps.World;

namespace TestHarness.Benchmarks.Scenarios;

/// <summary>Reading features and checking every step: the time of a scenario must not grow with their number.</summary>
internal sealed class DiscoveryFigure : IFigure
{
    private const int Repetitions = 3;

    private const string Steps = """
            Given a guest on host1 with the shared LUN
            And the guest writes stamped blocks to the LUN
            When the guest is migrated 2 times between host1 and host2
            And the load is stopped
            Then the LUN holds what the guest wrote
        """;

    public string Name => "discovery";

    public string About => "reading and checking a scenario of 10,000 against one of 1,000";

    public BenchBound Bound => BenchBound.AtMost(1.2);

    public async Task<Medians> MeasureAsync()
    {
        using var many = new GeneratedFeatures(10_000, "@hosts:2 @needs:lun", Steps);
        using var few = new GeneratedFeatures(1_000, "@hosts:2 @needs:lun", Steps);
        using var steps = StepVocabulary.Load(typeof(CurrentRun).Assembly);
        return await Medians.InTurnAsync(
            "ms", Repetitions, () => MillisecondsAsync(many, steps), () => MillisecondsAsync(few, steps));
    }

    private static async Task<double> MillisecondsAsync(GeneratedFeatures features, StepVocabulary steps)
    {
        async Task CheckAsync()
        {
            var set = FeatureSet.Load([features.FullPath]);
            var problems = await new FeatureCheck(steps).FindAsync(set);
            if (set.Scenarios.Count() != features.Count || problems is not [])
                throw new HarnessException(
                    FailureClass.Config,
                    $"{problems.Length} problems in {features.Count} scenarios: {problems.FirstOrDefault()}");
        }

        return 1000 * await Clock.TimeAsync(CheckAsync) / features.Count;
    }
}
