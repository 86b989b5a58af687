using System.Text.RegularExpressions;
using TestHarness.Cli.Tests.Support;

namespace TestHarness.Cli.Tests.Commands;

public sealed partial class ReportTests
{
    private const string Id = "20260102-030405-a1b2";

    private static readonly string Outcomes = HarnessProcess.Fixture("outcomes.feature");

    private HarnessProcess _harness = null!;

    [SetUp]
    public void Start() => _harness = new HarnessProcess();

    [TearDown]
    public void End() => _harness.Dispose();

    [Test]
    public async Task The_report_is_of_the_last_run()
    {
        await _harness.RunAsync("run", Outcomes);
        var result = await _harness.RunAsync("report", "--junit", "junit.xml", "--trx", "run.trx");

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.Zero, result.Error);
            Assert.That(result.Output, Is.EqualTo("report: reports/index.html\nreport: junit.xml\nreport: run.trx\n"));
            Assert.That(
                Read("reports/index.html"), Does.Contain("<b>1</b> failed").And.Contain("this scenario asks for no hosts"));
            Assert.That(Read("junit.xml"), Does.Contain("tests=\"3\" failures=\"1\""));
            Assert.That(Read("run.trx"), Does.Contain("passed=\"1\" failed=\"1\""));
        });
    }

    [Test]
    public async Task The_merged_shards_equal_the_run_of_all_scenarios()
    {
        await _harness.RunAsync("run", Outcomes);
        await _harness.RunAsync("report", "--output", "whole.html", "--junit", "whole.xml");
        foreach (var shard in new[] { 2, 3, 1 })
            await _harness.RunAsync("run", Outcomes, "--shard", $"{shard}/3", "--reports", $"shard-{shard}");
        var merged = await _harness.RunAsync(
            [
                "report", "--merge", .. RecordsOf("shard-*"),
                "--reports", "merged", "--output", "merged.html", "--junit", "merged.xml",
            ]);

        Assert.That(merged.ExitCode, Is.Zero, merged.Error);
        Assert.That(WithoutTimes(Read("merged.html")), Is.EqualTo(WithoutTimes(Read("whole.html"))));
        Assert.That(WithoutTimes(Read("merged.xml")), Is.EqualTo(WithoutTimes(Read("whole.xml"))));
    }

    [Test]
    public async Task A_shard_without_a_record_is_a_failure()
    {
        await _harness.RunAsync("run", Outcomes, "--shard", "1/2");
        var result = await _harness.RunAsync("report", "--merge");
        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Error, Is.EqualTo("there is no record of shard 2/2\n"));
    }

    [Test]
    public async Task GitHub_gets_an_annotation_of_each_failure()
    {
        RunRecords.Write(_harness.Reports, Id, [RunRecords.Scenario(1, isFailed: false), RunRecords.Scenario(2, isFailed: true)]);
        _harness.Variables["GITHUB_ACTIONS"] = "true";
        var result = await _harness.RunAsync("report");
        Assert.That(
            result.Output.Split('\n'),
            Does.Contain("::error file=features/a.feature,line=5,title=Scenario 2::[data] expected all blocks"));
    }

    [Test]
    public async Task A_run_that_does_not_exist_is_bad_input()
    {
        RunRecords.Write(_harness.Reports, Id, []);
        var result = await _harness.RunAsync("report", "2025");
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("there is no run '2025'"));
    }

    [Test]
    public async Task JUnit_of_several_runs_is_bad_input()
    {
        RunRecords.Write(_harness.Reports, Id, []);
        var result = await _harness.RunAsync("report", Id, Id, "--junit", "junit.xml");
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("'--merge' makes one run of several"));
    }

    [Test]
    public async Task A_report_of_10000_scenarios_needs_less_than_500_MB()
    {
        RunRecords.Write(
            _harness.Reports, Id, Enumerable.Range(0, 10_000).Select(number => RunRecords.Scenario(number, false, 40, 50)));
        // The runtime and its code are outside of this limit, and need less than the other 250 MB.
        _harness.Variables["DOTNET_GCHeapHardLimit"] = "0xEE6B280";

        var result = await _harness.RunAsync("report", "--junit", "junit.xml");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
    }

    private string[] RecordsOf(string folders) =>
    [
        .. Directory.GetDirectories(_harness.Folder, folders)
            .Select(folder => Directory.GetDirectories(Path.Combine(folder, "runs")).Single()),
    ];

    private string Read(string file) => File.ReadAllText(Path.Combine(_harness.Folder, file));

    private static string WithoutTimes(string report) => Times().Replace(report, "…");

    // Names of runs, moments, durations, the values of JUnit's times, and the folders of bundles.
    [GeneratedRegex(
        @"(?<=href=""\./|ATTACHMENT\|)[^""\]]*/bundles/|\d{8}-\d{6}(-\d{3})?-[0-9a-f]{4}|" +
        @"\d{4}-\d\d-\d\d[ T][\d:]{8}|\d+(\.\d)? (ms|s)\b|time=""[\d.]+""|, after …")]
    private static partial Regex Times();
}
