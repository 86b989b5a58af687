using System.Text.Json;
using TestHarness.Failures;
using TestHarness.Reports.Records;
using TestHarness.Texts;

namespace TestHarness.Reports.Tests.Records;

public sealed class RecordFileTests
{
    private string _folder = "";

    private string RecordPath => Path.Combine(_folder, RecordReader.FileName);

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("th-record-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void All_lines_are_read_as_they_were_written()
    {
        var scenario = WithEverything();
        var hosts = new HostsLine
        {
            Hosts =
            [
                new HostRecord("host1", "Linux 6.1", "EPYC × 2") { Qemu = "7.2.9" }, new HostRecord("host2", "Linux 6.2", "x"),
            ],
        };
        var end = new EndLine
        {
            Finished = RecordLines.Started,
            Counts = new RunCounts(1, 0, 0, 0, 0),
            HookErrors = ["[ssh] lost"],
            ExitCode = 1,
        };

        Write(RecordLines.Run(new PlannedScenario("features/a.feature:3", "a")) with { Tags = "@x" }, hosts, scenario, end);
        var read = RecordReader.Read(_folder);

        Assert.Multiple(() =>
        {
            Assert.That(read.Folder, Is.EqualTo(_folder));
            Assert.That(Json(read.Run), Does.Contain("\"tags\":\"@x\""));
            Assert.That(Json(read.Scenarios[0].Attempts[0]), Is.EqualTo(Json(scenario)));
            Assert.That(Json(read.Hosts!), Is.EqualTo(Json(hosts)));
            Assert.That(Json(read.End!), Is.EqualTo(Json(end)));
            Assert.That(read.Notices, Is.Empty);
        });
    }

    [Test]
    public void Each_line_is_an_object_in_camel_case_with_its_kind_and_the_first_one_has_the_version()
    {
        Write(RecordLines.Run(), RecordLines.Scenario("a", ScenarioOutcome.Passed));

        Assert.That(File.ReadAllLines(RecordPath), Is.EqualTo(new[]
        {
            """
            {"kind":"run","version":1,"id":"20260102-030405-a1b2","started":"2026-01-02T03:04:05+00:00",
            "environment":"local","strict":false,"paths":[],"steps":[],"qemus":[],"harness":"0.1.0","scenarios":[]}
            """,
            """
            {"kind":"scenario","place":"features/a.feature:3","feature":"A feature","title":"a","tags":[],"hosts":[],"attempt":1,
            "outcome":"passed","laterErrors":[],"cannotBeTold":false,"started":"2026-01-02T03:04:05+00:00","seconds":1.5,
            "steps":[],"legs":[],"findings":[],"notChecked":[],"allowed":0,"decisions":[],"cut":[]}
            """,
        }.Select(line => line.ReplaceLineEndings(""))));
    }

    [Test]
    public void A_line_that_a_kill_has_cut_is_ignored_with_a_notice()
    {
        Write(
            RecordLines.Run(),
            RecordLines.Scenario("a", ScenarioOutcome.Passed),
            RecordLines.Scenario("b", ScenarioOutcome.Passed));
        var text = File.ReadAllText(RecordPath);
        File.WriteAllText(RecordPath, text[..^40]);

        var read = RecordReader.Read(_folder);

        Assert.Multiple(() =>
        {
            Assert.That(read.Scenarios.Select(scenario => scenario.Title), Is.EqualTo(new[] { "a" }));
            Assert.That(read.Notices, Has.Length.EqualTo(1).And.One.Contains("run.jsonl:3 is ignored"));
            Assert.That(read.End, Is.Null);
        });
    }

    [Test]
    public void A_record_that_was_cut_goes_on_in_a_new_line()
    {
        Write(RecordLines.Run(), RecordLines.Scenario("a", ScenarioOutcome.Passed));
        File.WriteAllText(RecordPath, File.ReadAllText(RecordPath)[..^40]);

        Write(new ResumeLine(RecordLines.Started), RecordLines.Scenario("b", ScenarioOutcome.Passed));
        var read = RecordReader.Read(_folder);

        Assert.Multiple(() =>
        {
            Assert.That(read.Scenarios.Select(scenario => scenario.Title), Is.EqualTo(new[] { "b" }));
            Assert.That(read.Notices, Has.Length.EqualTo(1));
        });
    }

    [Test]
    public void A_line_of_another_kind_is_ignored_with_a_notice()
    {
        Write(RecordLines.Run());
        File.AppendAllText(RecordPath, """{"kind":"weather","temperature":3}""" + "\n");

        Assert.That(RecordReader.Read(_folder).Notices, Has.Length.EqualTo(1).And.One.Contains("run.jsonl:2 is ignored"));
    }

    [TestCase("2")]
    [TestCase("\"1\"")]
    [TestCase("null")]
    public void An_unknown_version_is_one_error(string version)
    {
        File.WriteAllText(RecordPath, $$"""{"kind":"run","version":{{version}},"new":[{}]}""" + "\n{}\n");

        Assert.That(
            () => RecordReader.Read(_folder),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[config] ").And.Message.Contains("expected 1"));
    }

    [TestCase("")]
    [TestCase("{\"kind\":\"run\"")]
    [TestCase("[]")]
    [TestCase("{\"version\":1}")]
    [TestCase("{\"kind\":\"run\",\"version\":1}")]
    [TestCase("{\"kind\":\"end\",\"finished\":\"2026-01-02T03:04:05+00:00\"}")]
    public void A_file_that_does_not_begin_with_a_run_is_refused(string line)
    {
        File.WriteAllText(RecordPath, line);

        Assert.That(
            () => RecordReader.Read(_folder), Throws.TypeOf<HarnessException>().With.Message.Contains("run.jsonl:1 does not"));
    }

    [Test]
    public void A_folder_without_a_record_is_refused() =>
        Assert.That(() => RecordReader.Read(_folder), Throws.TypeOf<HarnessException>().With.Message.Contains("cannot be read"));

    [Test]
    public void Secrets_and_escape_sequences_do_not_reach_the_file()
    {
        var texts = new TextOutlet(text => text.Replace("hunter22", "***", StringComparison.Ordinal));
        using (var writer = new RecordWriter(_folder, texts))
        {
            writer.Write(RecordLines.Run());
            writer.Write(RecordLines.Scenario("a", ScenarioOutcome.Failed) with
            {
                Message = "\e[31mhunter22",
                Steps = [new StepRecord("Given", "hunter22", 4, "failed", 0.1, "line 1\nhunter22")],
            });
        }

        var scenario = RecordReader.Read(_folder).Scenarios[0].Attempts[0];
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(RecordPath), Does.Not.Contain("hunter22"));
            Assert.That(scenario.Message, Is.EqualTo(@"\x1b[31m***"));
            Assert.That(scenario.Steps[0].Error, Is.EqualTo("line 1\n***"));
        });
    }

    private void Write(params RecordLine[] lines)
    {
        using var writer = new RecordWriter(_folder, TextOutlet.WithoutSecrets);
        foreach (var line in lines)
            writer.Write(line);
    }

    private static string Json(RecordLine line) => JsonSerializer.Serialize(line, RecordJson.Reading);

    private static ScenarioLine WithEverything() => RecordLines.Scenario("a", ScenarioOutcome.Failed) with
    {
        Tags = ["hosts:2"],
        Hosts = ["host1", "host2"],
        FailureClass = "migration",
        Message = "[migration] it failed",
        Reason = "a reason",
        Steps = [new StepRecord("Given", "a step", 4, "passed", 0.5), new StepRecord("When", "b", 5, "failed", 1, "no")],
        Legs =
        [
            new LegRecord
            {
                Number = 1,
                From = "host1",
                To = "host2",
                Mode = new LegModeRecord { Name = "postcopy", PostcopyRequests = 3 },
                DowntimeMs = 12.5,
                Written = new WrittenRecord(1, 2, 3),
                ChecksMade = ["data"],
                NotChecked = [new UnmadeRecord("guest taint", "guest", "no answer")],
                Sent = new SeriesRecord(RecordLines.Started, [new SampleRecord(0, 0), new SampleRecord(10, 4096)]),
            },
        ],
        Reachability = new ReachabilityRecord(RecordLines.Started, 100, 1, 240, [new GapRecord(30, 240)]),
        Findings = [new FindingRecord("guest kernel log", "guest", "error", "oops", "known", 2)],
        Evidence = "../../evidence/20260102-030405-a1b2/a",
        Cut = ["console.log: 3 bytes are missing"],
    };
}
