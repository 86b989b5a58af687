using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Health.Progress;
using TestHarness.Health.Reachability;
using TestHarness.Labs;
using TestHarness.Migration;
using TestHarness.Qmp.Migrate;
using TestHarness.Reports.Recording;
using TestHarness.Reports.Records;
using TestHarness.Reports.Tests.Records;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;
using TestHarness.Texts;

namespace TestHarness.Reports.Tests.Recording;

public sealed class RunRecorderTests
{
    private static readonly ScenarioPlan Plan =
        FeatureFile.Parse("@x\nFeature: F\n  Scenario: A\n    Given a\n    Then b", "f.feature").Scenarios[0];

    private string _reports = "";
    private RunRecording _recording = null!;

    [SetUp]
    public void Start()
    {
        _reports = Directory.CreateTempSubdirectory("th-recorder-").FullName;
        _recording = RunRecording.Start(_reports, TextOutlet.WithoutSecrets, RecordLines.Run());
    }

    [TearDown]
    public void End()
    {
        _recording.Dispose();
        Directory.Delete(_reports, recursive: true);
    }

    [Test]
    public void A_failure_has_its_class_place_and_steps()
    {
        var failure = new HarnessException(FailureClass.Migration, "it failed");
        var steps = Plan.ReadSteps();
        var recorder = new RunRecorder(_recording, () => null);
        recorder.ScenarioStarted(Plan);
        recorder.StepFinished(new StepResult(steps[0], [], Outcome.Passed, RecordLines.Started, TimeSpan.FromSeconds(1), null));
        recorder.StepFinished(new StepResult(steps[1], [], Outcome.Failed, RecordLines.Started, TimeSpan.Zero, failure));
        var result = Result(failure, new InvalidOperationException("and this"));
        recorder.ScenarioFinished(result with { Location = steps[1].Location });

        var line = _recording.Read().Scenarios.Single().Attempts.Single();

        Assert.Multiple(() =>
        {
            Assert.That((line.Place, line.Feature, line.Title), Is.EqualTo(("f.feature:3", "F", "A")));
            Assert.That((line.Verdict, line.Message), Is.EqualTo(("failed [migration]", "[migration] it failed")));
            Assert.That(line.FailurePlace, Is.EqualTo("f.feature:5"));
            Assert.That(line.LaterErrors.Single(), Does.Contain("and this"));
            Assert.That(line.Tags, Is.EqualTo(new[] { "x" }));
            Assert.That(
                line.Steps.Select(step => $"{step.Keyword} {step.Text}:{step.Line} {step.Outcome} {step.Error}"),
                Is.EqualTo(new[] { "Given a:4 passed ", "Then b:5 failed [migration] it failed" }));
        });
    }

    [Test]
    public void Attempts_are_numbered()
    {
        var recorder = new RunRecorder(_recording, () => null);
        Run(recorder, Result(new HarnessException(FailureClass.Data, "wrong")));
        Run(recorder, Result());

        var scenario = _recording.Read().Scenarios.Single();

        Assert.Multiple(() =>
        {
            Assert.That(scenario.Attempts.Select(attempt => attempt.Attempt), Is.EqualTo(new[] { 1, 2 }));
            Assert.That(scenario.Outcome, Is.EqualTo(MergedOutcome.Flaky));
        });
    }

    [Test]
    public void A_scenario_that_the_cancellation_ended_has_no_result()
    {
        using var cancellation = new CancellationTokenSource();
        var recorder = new RunRecorder(_recording, () => null) { Cancelled = cancellation.Token };
        cancellation.Cancel();
        Run(recorder, Result(new OperationCanceledException("the run was cancelled")));

        Assert.That(_recording.Read().Scenarios, Is.Empty);
    }

    [Test]
    public void The_hosts_are_written_once_when_they_are_known()
    {
        HostsLine? hosts = null;
        var recorder = new RunRecorder(_recording, () => hosts);
        Run(recorder, Result());
        hosts = new HostsLine { Hosts = [new HostRecord("host1", "Linux", "EPYC")] };
        Run(recorder, Result());
        Run(recorder, Result());

        var kinds = File.ReadAllLines(Path.Combine(_recording.Folder, RecordReader.FileName)).Select(line => line.Split('"')[3]);

        Assert.That(kinds, Is.EqualTo(new[] { "run", "scenario", "hosts", "scenario", "scenario" }));
    }

    [Test]
    public void Legs_and_findings_reach_the_record_as_data()
    {
        var recorder = new RunRecorder(_recording, () => null);
        recorder.ScenarioStarted(Plan);
        recorder.FactAdded(Report());
        recorder.ScenarioFinished(Result());

        var line = _recording.Read().Scenarios.Single().Attempts.Single();

        Assert.Multiple(() =>
        {
            var leg = line.Legs.Single();
            Assert.That((leg.From, leg.To, leg.Mode.Name), Is.EqualTo(("host1", "host2", "postcopy")));
            Assert.That((leg.DowntimeMs, leg.TotalMs, leg.StallMs), Is.EqualTo((50, 1000, 70)));
            Assert.That((leg.TransferredBytes, leg.ThroughputMbps, leg.Seconds), Is.EqualTo((4096, 12.5, 2)));
            Assert.That(leg.ChecksMade, Is.EqualTo(new[] { "load progress", "data" }));
            Assert.That(leg.NotChecked.Single().Title, Is.EqualTo("core dumps of host1"));
            Assert.That(leg.Sent!.Samples, Has.Length.EqualTo(SeriesRecord.Most));
            Assert.That(leg.Sent.Samples[^1].Bytes, Is.EqualTo(999));
            Assert.That(line.Findings.Select(finding => (finding.Message, finding.Accepted)), Is.EqualTo(
                new[] { ("oops", null), ("hmm", "known") }));
            Assert.That(line.Reachability!.Gaps, Is.EqualTo(new[] { new GapRecord(10, 20), new GapRecord(30, 240) }));
            Assert.That(line.Evidence, Is.EqualTo("../../evidence/RUN/a"));
            Assert.That(line.Cut, Is.EqualTo(new[] { "a.txt: cut" }));
        });
    }

    [Test]
    public void The_end_has_the_counts_and_the_exit_code()
    {
        var recorder = new RunRecorder(_recording, () => null) { ExitCode = (_, counts) => counts.Passed + 41 };
        Run(recorder, Result());
        recorder.RunFinished(new RunResult(
            RecordLines.Started, TimeSpan.FromSeconds(3), [], [], [new InvalidOperationException("hook")], IsCancelled: true));

        var end = _recording.Read().End!;

        Assert.Multiple(() =>
        {
            Assert.That(end.Counts, Is.EqualTo(new RunCounts(1, 0, 0, 0, 0)));
            Assert.That((end.ExitCode, end.Cancelled), Is.EqualTo((42, true)));
            Assert.That(end.Finished, Is.EqualTo(RecordLines.Started.AddSeconds(3)));
            Assert.That(end.HookErrors.Single(), Does.Contain("hook"));
        });
    }

    private LabReport Report()
    {
        var info = new MigrationInfo
        {
            TotalTime = 1000,
            Downtime = 50,
            Ram = new MigrationRam { Transferred = 4096, Mbps = 12.5, PostcopyRequests = 3 },
        };
        var window = new LegWindow(RecordLines.Started, RecordLines.Started.AddSeconds(2));
        var result = new LegResult("host1", "host2", MigrationStatus.Completed, null, info, window);
        var load = new LegLoad(new ProgressAround(1, 2, 3), TimeSpan.FromMilliseconds(70));
        var unmade = HealthReport.Unmade(HealthCheck.CoreDumps, "host1", "no path");
        var sent = Enumerable.Range(0, 1000).Select(number => new ProgressSample(TimeSpan.FromMilliseconds(number), number));
        var finding = new HealthFinding(HealthCheck.GuestKernelLog, "guest", HealthSeverity.Error, "oops");
        TimeSpan[] answers = [.. new[] { 10, 30, 270 }.Select(ms => TimeSpan.FromMilliseconds(ms))];
        return new LabReport(
            Path.Combine(_reports, "evidence", "RUN", "a"),
            [new LegReport(1, result, unmade, new LegData(load, "all"), [.. sent])],
            [],
            [],
            1)
        {
            Findings = new LabFindings([finding], [new AllowedFinding(finding with { Message = "hmm" }, "known", null)]),
            Reachability = new Reachability([.. answers], RecordLines.Started, 9, 1, new Gap(answers[1], answers[2])),
            Cut = ["a.txt: cut"],
        };
    }

    private static void Run(RunRecorder recorder, ScenarioResult result)
    {
        recorder.ScenarioStarted(Plan);
        recorder.ScenarioFinished(result);
    }

    private static ScenarioResult Result(params Exception[] errors) =>
        ScenarioResult.Of(Plan, null, RecordLines.Started, TimeSpan.FromSeconds(1), [.. errors], strict: false);
}
