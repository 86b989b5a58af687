using TestHarness.Scenarios.Allure;
using TestHarness.Scenarios.CucumberReports;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;
using TestHarness.Scenarios.Tests.CucumberReports;
using TestHarness.Scenarios.Tests.Support;
using TestHarness.Texts;

namespace TestHarness.Scenarios.Tests.Running;

/// <summary>What a run of many scenarios holds in memory at its end, with all result writers on.</summary>
public sealed class MemoryTests
{
    private const int Scenarios = 100;
    private const int Steps = 3;

    private DirectoryInfo _folder = null!;

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("memory-");

    [TearDown]
    public void Remove() => _folder.Delete(recursive: true);

    [TestCase(1)]
    [TestCase(10)]
    public async Task A_run_keeps_neither_the_steps_of_its_scenarios_nor_their_results(int files)
    {
        using var steps = Engine.Steps(typeof(ReportedSteps));
        var seen = new SeenSteps();
        var set = new FeatureSet([.. Enumerable.Range(0, files).Select(file => Feature(file, Scenarios / files))], []);
        var result = await new FeatureRunner(steps, Options(seen)).RunAsync(set);

        GC.Collect();
        Assert.That(result.Count(Outcome.Passed), Is.EqualTo(Scenarios));
        // Of each step there are a plan and a result; what ran last may still be known to the lane.
        Assert.That(seen.All, Has.Count.EqualTo(2 * Steps * Scenarios));
        Assert.That(seen.All.Count(step => step.IsAlive), Is.LessThan(4 * Steps));
        GC.KeepAlive(set);
    }

    private static FeaturePlan Feature(int file, int scenarios)
    {
        var texts = Enumerable.Range(0, scenarios).Select(scenario =>
            $"\n  Scenario: Scenario {scenario} of {file}\n    Given a step passes\n    When a step passes\n    And a step " +
            "passes\n");
        return FeatureFile.Parse($"Feature: F\n{string.Concat(texts)}", $"features/{file}.feature");
    }

    private RunOptions Options(SeenSteps seen) => new([new AllureWriter(new AllureOptions(_folder.FullName)), seen])
    {
        Report = new CucumberReport(_folder.FullName, TextOutlet.WithoutSecrets),
    };

    private sealed class SeenSteps : IRunObserver
    {
        public List<WeakReference> All { get; } = [];

        public void StepStarted(StepPlan step) => All.Add(new WeakReference(step));

        public void StepFinished(StepResult result) => All.Add(new WeakReference(result));
    }
}
