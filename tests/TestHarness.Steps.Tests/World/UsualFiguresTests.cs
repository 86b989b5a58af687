using System.Collections.Immutable;
using TestHarness.Baselines;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Tests.World;

internal sealed class UsualFiguresTests
{
    private const string Conditions = "tcg, QEMU 7.2";
    private const string Scenario = "Ping-pong: There and back";

    private static readonly LabEnvironment Environment = new() { Name = "lab", Hosts = [] };

    private readonly List<string> _lines = [];
    private DirectoryInfo _folder = null!;

    private string BaselinePath => Path.Combine(_folder.FullName, "baselines", "lab.json");

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("usual-figures-");
        _lines.Clear();
    }

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [Test]
    public void A_leg_that_is_far_slower_than_in_the_learned_runs_fails_the_scenario()
    {
        for (var run = 0; run < LearnedFigure.NeededRuns; run++)
            Assert.That(Usual(isLearning: true).Conclude(Leg(100), hasFailed: false, _lines.Add), Is.Null);

        Assert.That(Usual().Conclude(Leg(130), hasFailed: false, _lines.Add), Is.Null);
        var failure = Usual().Conclude(Leg(60_000), hasFailed: false, _lines.Add)!;

        Assert.That(failure.FailureClass, Is.EqualTo(FailureClass.Migration));
        Assert.That(failure.Message, Does.Contain("leg 1: total time 60000 ms")
            .And.Contain("5 times the usual 100 ms").And.Contain(BaselinePath));
        Assert.That(failure.Message, Is.EqualTo($"[migration] {_lines[^1]}"));
    }

    [Test]
    public void A_scenario_that_has_failed_already_keeps_its_own_failure()
    {
        for (var run = 0; run < LearnedFigure.NeededRuns; run++)
            Usual(isLearning: true).Conclude(Leg(100), hasFailed: false, _lines.Add);

        Assert.That(Usual().Conclude(Leg(60_000), hasFailed: true, _lines.Add), Is.Null);
        Assert.That(_lines[^1], Does.Contain("leg 1: total time 60000 ms"));
    }

    [Test]
    public void Nothing_is_learned_of_a_scenario_that_failed()
    {
        Usual(isLearning: true).Conclude(Leg(60_000), hasFailed: true, _lines.Add);

        Assert.That(_lines.Single(), Is.EqualTo("baseline: no figures were added, as the scenario failed"));
        Assert.That(File.Exists(BaselinePath), Is.False);
    }

    [Test]
    public void A_run_that_learns_is_not_compared()
    {
        for (var run = 0; run < LearnedFigure.NeededRuns; run++)
            Usual(isLearning: true).Conclude(Leg(100), hasFailed: false, _lines.Add);

        Assert.That(Usual(isLearning: true).Conclude(Leg(60_000), hasFailed: false, _lines.Add), Is.Null);
        Assert.That(Usual().Scenario.Learned["total time"].Runs, Is.EqualTo(new[] { 100, 100, 100, 60_000 }));
    }

    [Test]
    public void A_scenario_without_figures_is_neither_learned_nor_compared()
    {
        Assert.That(Usual(isLearning: true).Conclude([], hasFailed: false, _lines.Add), Is.Null);

        Assert.That(_lines, Is.Empty);
        Assert.That(File.Exists(BaselinePath), Is.False);
    }

    private static ImmutableArray<Figure> Leg(double totalTime) => [new(FigureKind.TotalTime, "leg 1", totalTime)];

    private UsualFigures Usual(bool isLearning = false) =>
        new(new EnvironmentBaseline(BaselinePath, Environment, isLearning), Conditions, Scenario);
}
