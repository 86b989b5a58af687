using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Reports.Html;
using TestHarness.Reports.Indexing;
using TestHarness.Reports.JUnit;
using TestHarness.Reports.Merging;
using TestHarness.Reports.Records;
using TestHarness.Reports.Tests.Support;

namespace TestHarness.Reports.Tests.Merging;

public sealed class RecordMergeTests
{
    private const string Id = "20260102-030405";

    private RecordFolder _folder = null!;

    [SetUp]
    public void Start() => _folder = new RecordFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    [TestCase(3, 10)]
    [TestCase(4, 4)]
    [TestCase(1, 5)]
    public void Merged_shards_equal_one_run(int count, int scenarios)
    {
        using var single = new RecordFolder();
        var whole = single.Write(RunOf(Id, Numbers(scenarios)), LinesOf(Numbers(scenarios)));
        ImmutableArray<RecordIndex> shards =
            [.. Enumerable.Range(1, count).Reverse().Select(shard => Shard(shard, count, scenarios))];

        var merge = new RecordMerge(shards);
        var merged = Path.Combine(_folder.Reports, "runs", Id);
        merge.Write(merged, Id);

        Assert.That(merge.Missing, Is.Empty);
        Assert.That(TextOf(merged), Is.EqualTo(TextOf(whole)));
        Assert.That(ReportsOf(merged, _folder.Reports), Is.EqualTo(ReportsOf(whole, single.Reports)));
    }

    [Test]
    public void A_shard_without_a_record_is_named_and_its_number_stays_in_the_merged_record()
    {
        var merge = new RecordMerge([Shard(1, 3, 6), Shard(3, 3, 6)]);
        var merged = Path.Combine(_folder.Reports, "runs", Id);
        merge.Write(merged, Id);
        Assert.That(merge.Missing, Is.EqualTo(new[] { "there is no record of shard 2/3" }));
        Assert.That(RecordReader.Read(merged).Run.Shard, Is.EqualTo("1/3, 3/3"));
    }

    [Test]
    public void A_scenario_of_two_records_has_the_attempts_of_both()
    {
        var first = _folder.Open(
            RunOf("20260101-000001", [1]), SyntheticRun.Scenario(1, ScenarioOutcome.Failed), SyntheticRun.End());
        var second = _folder.Open(RunOf("20260101-000002", [1]), SyntheticRun.Scenario(1), SyntheticRun.End());
        var merged = Path.Combine(_folder.Reports, "runs", Id);
        new RecordMerge([first, second]).Write(merged, Id);
        var scenario = RecordReader.Read(merged).Scenarios.Single();
        Assert.That(scenario.Outcome, Is.EqualTo(MergedOutcome.Flaky));
        Assert.That(scenario.Attempts.Select(attempt => attempt.Attempt), Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void A_record_of_a_killed_run_leaves_the_merged_record_without_an_end()
    {
        var killed = _folder.Open(RunOf("20260101-000008", [1, 2]), SyntheticRun.Scenario(1));
        var merged = Path.Combine(_folder.Reports, "runs", Id);
        new RecordMerge([killed, Shard(1, 1, 1)]).Write(merged, Id);
        Assert.That(RecordReader.Read(merged).End, Is.Null);
        Assert.That(RecordReader.Read(merged).NotRun.Single().Title, Does.EndWith("example 2"));
    }

    [Test]
    public void Records_of_several_environments_are_refused()
    {
        var local = _folder.Open(RunOf("20260101-000009", [1]) with { Environment = "local" });
        Assert.That(
            () => new RecordMerge([local, Shard(1, 1, 1)]).Write(Path.Combine(_folder.Reports, "runs", Id), Id),
            Throws.TypeOf<HarnessException>().With.Message.Contains("found several environments: local, virtual-lab"));
    }

    private RecordIndex Shard(int number, int count, int scenarios)
    {
        int[] own = [.. Numbers(scenarios).Where(index => index % count == number - 1)];
        return _folder.Open(
            RunOf($"20260101-00000{number}", own) with { Shard = $"{number}/{count}" }, [.. LinesOf(own)]);
    }

    private static int[] Numbers(int scenarios) => [.. Enumerable.Range(0, scenarios)];

    private static RunLine RunOf(string id, int[] numbers) => SyntheticRun.Run(
        id,
        [
            .. numbers.Select(number => SyntheticRun.Scenario(number))
                .Select(line => new PlannedScenario(line.Place, line.Title)),
        ]);

    private static IEnumerable<RecordLine> LinesOf(int[] numbers)
    {
        ScenarioLine[] lines = [.. numbers.Select(number => SyntheticRun.Scenario(number))];
        return
        [
            SyntheticRun.Hosts(),
            .. lines,
            SyntheticRun.End() with { Counts = RunRecord.Of(SyntheticRun.Run(), lines, []).Counts },
        ];
    }

    private static string TextOf(string folder) => File.ReadAllText(Path.Combine(folder, RecordReader.FileName));

    private static string ReportsOf(string folder, string reports)
    {
        using var index = RecordIndex.Open(folder);
        var html = new StringWriter();
        new HtmlReport([index], null).Write(html, reports);
        new JUnitReport(index, reports).Write(Path.Combine(reports, "junit.xml"));
        return html + File.ReadAllText(Path.Combine(reports, "junit.xml"));
    }
}
