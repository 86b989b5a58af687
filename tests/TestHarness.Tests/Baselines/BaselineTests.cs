using TestHarness.Baselines;
using TestHarness.Failures;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Baselines;

[TestFixture]
internal sealed class BaselineTests
{
    private const string Tcg = "tcg, QEMU 7.2, AMD × 2";

    private static readonly Figure[] Run =
    [
        new(FigureKind.Downtime, "leg 1", 20.4),
        new(FigureKind.Downtime, "leg 2", 31.6),
        new(FigureKind.LongestStall, "leg 1", 500),
    ];

    [Test]
    public void A_run_is_learned_by_its_largest_figure_of_each_kind()
    {
        var baseline = Baseline.Empty.With(Tcg, "a", Run).With(Tcg, "a", [new Figure(FigureKind.Downtime, "leg 1", 5)]);

        var learned = baseline.Find(Tcg, "a");
        Assert.That(learned["downtime"].Runs, Is.EqualTo(new[] { 32, 5 }));
        Assert.That(learned["longest stall"].Runs, Is.EqualTo(new[] { 500 }));
    }

    [Test]
    public void Figures_of_other_conditions_or_scenarios_say_nothing()
    {
        var baseline = Baseline.Empty.With(Tcg, "a", Run);

        Assert.That(baseline.Find("kvm, QEMU 7.2, AMD × 2", "a"), Is.Empty);
        Assert.That(baseline.Find(Tcg, "b"), Is.Empty);
    }

    [TestCase(new[] { 7.0 }, 7)]
    [TestCase(new[] { 9.0, 1, 5 }, 5)]
    [TestCase(new[] { 9.0, 1, 5, 6 }, 5.5)]
    public void The_usual_figure_is_the_median_of_the_runs(double[] runs, double median) =>
        Assert.That(new LearnedFigure([.. runs]).Median, Is.EqualTo(median));

    [Test]
    public void The_oldest_run_makes_room()
    {
        var values = Enumerable.Range(1, LearnedFigure.KeptRuns + 2);
        var learned = values.Aggregate(new LearnedFigure([]), (known, value) => known.With(value));

        Assert.That((learned.Runs.Length, learned.Runs[0], learned.Largest), Is.EqualTo((LearnedFigure.KeptRuns, 3.0, 22.0)));
    }

    [Test]
    public void A_saved_baseline_is_read_back_and_has_a_line_for_each_figure()
    {
        using var folder = new TemporaryDirectory();
        var path = Path.Combine(folder.Path, "baselines", "lab.json");

        BaselineFile.Save(path, Baseline.Empty.With(Tcg, "a", Run).With(Tcg, "a", Run));

        Assert.That(BaselineFile.Load(path).Find(Tcg, "a")["downtime"].Runs, Is.EqualTo(new[] { 32, 32 }));
        Assert.That(File.ReadAllText(path), Does.Contain(Tcg).And.Contains("\"downtime\": [ 32, 32 ]"));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(path)!), Has.Length.EqualTo(1));
    }

    [Test]
    public void An_environment_without_a_baseline_has_an_empty_one() =>
        Assert.That(BaselineFile.Load("/nonexistent/baselines/lab.json").Conditions, Is.Empty);

    [TestCase("{", "repair or remove the file")]
    [TestCase("null", "expected an object, found null")]
    [TestCase("[]", "repair or remove the file")]
    [TestCase("""{"tcg": null}""", "expected an object or a list, found null")]
    [TestCase("""{"tcg": {"a": {"downtime": null}}}""", "expected an object or a list, found null")]
    [TestCase("""{"tcg": {"a": {"downtime": []}}}""", "the values of 'downtime' are none")]
    [TestCase("""{"tcg": {"a": {"downtime": [1, -1]}}}""", "the values of 'downtime' are below 0")]
    [TestCase(
        """{"tcg": {"a": {"uptime": [1]}}}""",
        "'uptime' is not a figure; expected downtime, longest gap, longest stall, lost pings, total time")]
    [TestCase("""{"tcg": {"a": {"downtime": ["fast"]}}}""", "repair or remove the file")]
    public void A_file_that_is_not_a_baseline_is_refused(string text, string why)
    {
        using var folder = new TemporaryDirectory();
        var path = Path.Combine(folder.Path, "lab.json");
        File.WriteAllText(path, text);

        Assert.That(() => BaselineFile.Load(path), Throws.TypeOf<HarnessException>()
            .With.Message.StartsWith($"[config] the baseline {path} cannot be read: ").And.Message.Contains(why));
    }

    [Test]
    public void A_baseline_that_cannot_be_written_is_reported() => Assert.That(
        () => BaselineFile.Save("/proc/nonexistent/baselines/lab.json", Baseline.Empty),
        Throws.TypeOf<HarnessException>()
            .With.Message.StartsWith("[config] the baseline /proc/nonexistent/baselines/lab.json cannot be written"));

    [Test]
    public void The_file_is_in_a_folder_beside_that_of_the_environment() =>
        Assert.That(BaselineFile.PathOf("/etc/labs/fc-lab.yaml"), Is.EqualTo("/etc/labs/baselines/fc-lab.json"));
}
