using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Reports.Indexing;
using TestHarness.Reports.Records;
using TestHarness.Reports.Tests.Support;

namespace TestHarness.Reports.Tests.Indexing;

public sealed class RecordIndexTests
{
    private RecordFolder _folder = null!;

    [SetUp]
    public void Start() => _folder = new RecordFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public void The_details_of_a_scenario_are_read_on_request_with_all_attempts()
    {
        var failed = SyntheticRun.Scenario(1, ScenarioOutcome.Failed);
        var index = _folder.Open(
            SyntheticRun.Run(),
            failed,
            SyntheticRun.Scenario(2),
            SyntheticRun.Scenario(1) with { Attempt = 2 },
            SyntheticRun.End());

        var slim = index.Run.Scenarios[0];
        var read = index.Read(slim);

        Assert.Multiple(() =>
        {
            Assert.That(slim.Outcome, Is.EqualTo(MergedOutcome.Flaky));
            Assert.That(slim.Attempts[0].Legs, Is.Empty);
            Assert.That(read.Attempts.Select(attempt => attempt.Attempt), Is.EqualTo(new[] { 1, 2 }));
            Assert.That(read.Attempts[0].Steps, Is.EqualTo(failed.Steps));
            Assert.That(read.Attempts[0].Message, Is.EqualTo(failed.Message));
            Assert.That(index.Run.End, Is.Not.Null);
            Assert.That((index.NotChecked, index.Allowed), Is.EqualTo(((3L, 2), (6L, 2))));
        });
    }

    [Test]
    public void A_line_that_a_kill_has_cut_is_ignored_with_a_notice()
    {
        var folder = _folder.Write(SyntheticRun.Run(), SyntheticRun.Scenario(1), SyntheticRun.Scenario(2));
        var file = Path.Combine(folder, RecordReader.FileName);
        File.WriteAllText(file, File.ReadAllText(file).TrimEnd()[..^10]);

        using var index = RecordIndex.Open(folder);

        Assert.That(index.Run.Scenarios, Has.Length.EqualTo(1));
        Assert.That(index.Run.Notices.Single(), Does.EndWith("run.jsonl:3 is ignored: it is cut off or not of a record"));
    }

    [Test]
    public void A_line_longer_than_the_buffer_is_read()
    {
        ImmutableArray<StepRecord> steps = [.. Enumerable.Repeat(SyntheticRun.Scenario(1).Steps[0], 9_000)];
        var index = _folder.Open(
            SyntheticRun.Run(), SyntheticRun.Scenario(1) with { Steps = steps }, SyntheticRun.Scenario(2));

        Assert.That(index.Read(index.Run.Scenarios[0]).Attempts[0].Steps, Has.Length.EqualTo(9_000));
        Assert.That(index.Run.Scenarios, Has.Length.EqualTo(2));
    }

    [Test]
    public void A_folder_without_a_record_is_refused() => Assert.That(
        () => RecordIndex.Open(_folder.Reports),
        Throws.TypeOf<HarnessException>().With.Property("FailureClass").EqualTo(FailureClass.Config));
}
