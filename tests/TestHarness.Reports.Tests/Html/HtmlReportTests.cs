using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Reports.Html;
using TestHarness.Reports.Indexing;
using TestHarness.Reports.Records;
using TestHarness.Reports.Tests.Support;
using TestHarness.Scenarios.KnownIssues;

namespace TestHarness.Reports.Tests.Html;

public sealed partial class HtmlReportTests
{
    private const string Hostile = "</script></style><img src=x onerror=alert(1)>\" onload=\"alert(2) ' & \e[31m\u202e";

    private RecordFolder _folder = null!;

    private string IndexPath => Path.Combine(_folder.Reports, "index.html");

    [SetUp]
    public void Start() => _folder = new RecordFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public void The_head_has_the_run_its_hosts_with_versions_and_the_counts()
    {
        var html = Report(_folder.Open(
            SyntheticRun.Run(planned: [new PlannedScenario("features/a.feature:3", "Never ran")]),
            SyntheticRun.Hosts(), SyntheticRun.Scenario(1), SyntheticRun.Scenario(6), SyntheticRun.End()));

        Assert.Multiple(() =>
        {
            Assert.That(html, Does.Contain("<h1>Run 20260102-030405</h1>"));
            Assert.That(html, Does.Contain("<b>1</b> passed").And.Contain("<b>1</b> failed").And.Contain("<b>1</b> not run"));
            Assert.That(html, Does.Contain("<td>10.0.2</td><td>kvm</td><td>pc-q35-10.0</td>"));
            Assert.That(html, Does.Contain("<td>Linux 6.12.41</td><td>11.3.0</td>"));
            Assert.That(html, Does.Contain("<dd>2, in 2 scenarios</dd>"), "checks not made");
            Assert.That(html, Does.Contain("<dd>4, in 2 scenarios</dd>"), "accepted findings");
            Assert.That(html, Does.Contain("<li>Never ran (features/a.feature:3)</li>"));
            Assert.That(html, Does.Contain("There is no earlier record of the same environment"));
        });
    }

    [Test]
    public void A_known_issue_is_counted_listed_since_the_last_run_and_linked()
    {
        var previous = _folder.Open(SyntheticRun.Run("20260101-030405"), SyntheticRun.Scenario(0), SyntheticRun.Scenario(1));
        var last = _folder.Open(
            SyntheticRun.Run(),
            KnownRecords.Scenario(0) with { Known = KnownRecords.Of(KnownKind.Known, "https://bugs.example.org/42") },
            KnownRecords.FixedScenario(1));
        new HtmlReport([last], previous).Write(IndexPath);
        var html = File.ReadAllText(IndexPath);

        Assert.Multiple(() =>
        {
            Assert.That(html, Does.Contain("<b>1</b> known").And.Contain("<b>1</b> fixed?").And.Contain("<b>0</b> failed"));
            Assert.That(html, Does.Contain("known issues: 1</summary>"));
            Assert.That(html, Does.Contain("fixed? (a known issue says that it fails): 1</summary>"));
            Assert.That(html, Does.Contain("data-outcome=\"known\"").And.Contain("data-outcome=\"fixed?\""));
            Assert.That(html, Does.Contain("value=\"known\" checked").And.Contain("value=\"fixed?\" checked"));
            Assert.That(html, Does.Contain("<a href=\"https://bugs.example.org/42\" rel=\"noreferrer\">bug"));
            Assert.That(html, Does.Contain("[data] block 17 is lost"));
        });
    }

    [TestCase("42")]
    [TestCase("javascript:alert(1)")]
    public void A_bug_of_a_known_issue_that_is_no_address_has_no_link(string bug)
    {
        var html = Report(_folder.Open(
            SyntheticRun.Run(), KnownRecords.Scenario(0) with { Known = KnownRecords.Of(KnownKind.Known, bug) }));
        Assert.That(html, Does.Contain($"Known: bug {bug}, owner jane</p>"));
    }

    [Test]
    public void A_scenario_has_its_steps_failure_legs_plots_findings_and_links()
    {
        var html = Report(_folder.Open(SyntheticRun.Run(), SyntheticRun.Scenario(6)));

        Assert.Multiple(() =>
        {
            Assert.That(html, Does.Contain("the guest does thing 3 on the LUN"));
            Assert.That(html, Does.Contain("block 17: expected stamp 4, found 3"));
            Assert.That(html, Does.Contain("<td class=\"n\">48.5 ms</td><td class=\"n\">2310 ms</td>"));
            Assert.That(html, Does.Contain("<td class=\"n\">256.0 MiB</td><td class=\"n\">940 Mbit/s</td>"));
            Assert.That(Plots().Count(html), Is.EqualTo(5), "downtime, throughput, written, and what each leg sent");
            Assert.That(html, Does.Contain("clocksource: watchdog was held up (2 times); accepted: slow lab"));
            Assert.That(html, Does.Contain("host kernel log on host2: there is no /dev/kmsg"));
            Assert.That(html, Does.Contain("href=\"./evidence/20260102-030405/scenario-6\""));
            Assert.That(html, Does.Contain("<span>@bug:2227124</span>"));
        });
    }

    [Test]
    public void A_bug_has_a_link_when_the_address_of_bugs_is_known()
    {
        var html = Report([_folder.Open(SyntheticRun.Run(), SyntheticRun.Scenario(6))], "https://bugs.example.org/show?id={}");
        Assert.That(
            html,
            Does.Contain("<a href=\"https://bugs.example.org/show?id=2227124\" rel=\"noreferrer\">@bug:2227124</a>"));
    }

    [TestCase("javascript:alert({})")]
    [TestCase("https://bugs.example.org/")]
    [TestCase("bugs/{}")]
    public void An_address_of_bugs_that_is_not_of_the_web_is_refused(string bugs) => Assert.That(
        () => new HtmlReport([_folder.Open(SyntheticRun.Run())], null) { Bugs = bugs }.Write(IndexPath),
        Throws.TypeOf<HarnessException>().With.Property("FailureClass").EqualTo(FailureClass.Config));

    [Test]
    public void Texts_of_strangers_make_no_element_no_attribute_and_no_script()
    {
        var hostile = SyntheticRun.Scenario(6) with
        {
            Title = Hostile,
            Place = Hostile,
            Feature = Hostile,
            Tags = [Hostile, $"bug:{Hostile}"],
            Hosts = [Hostile],
            Message = Hostile,
            FailureClass = Hostile,
            FailurePlace = Hostile,
            LaterErrors = [Hostile],
            Steps = [new StepRecord(Hostile, Hostile, 3, Hostile, 1, Hostile)],
            Legs = [SyntheticRun.Leg(1, 4) with { From = Hostile, To = Hostile, Compared = Hostile, Usual = Hostile }],
            Findings = [new FindingRecord(Hostile, Hostile, Hostile, Hostile, Hostile), new FindingRecord(Hostile, "", "", "")],
            NotChecked = [new UnmadeRecord(Hostile, Hostile, Hostile)],
            Decisions = [Hostile],
            Cut = [Hostile],
            Evidence = $"javascript:alert(1)/{Hostile}",
        };
        var run = SyntheticRun.Run() with { Environment = Hostile, Harness = Hostile, Tags = Hostile, Paths = [Hostile] };
        var hosts = SyntheticRun.Hosts() with { GuestImage = Hostile, Hosts = [new HostRecord(Hostile, Hostile, Hostile)] };

        var html = Report([_folder.Open(run, hosts, hostile)], "https://bugs.example.org/{}");

        Assert.Multiple(() =>
        {
            Assert.That(html, Does.Not.Contain("<img"));
            Assert.That(html.Split("</script>"), Has.Length.EqualTo(2), "one script, the report's");
            Assert.That(html.Split("</style>"), Has.Length.EqualTo(2));
            Assert.That(Handlers().Matches(html), Is.Empty);
            Assert.That(html, Does.Not.Contain("href=\"javascript:"));
            Assert.That(html, Does.Not.Contain('\e').And.Not.Contain('\u202e'));
        });
    }

    [Test]
    public void The_changes_since_the_previous_run_are_listed()
    {
        var previous = _folder.Open(SyntheticRun.Run("20260101-030405"), SyntheticRun.Scenario(1, ScenarioOutcome.Failed));
        var html = Report([_folder.Open(SyntheticRun.Run(), SyntheticRun.Scenario(1), SyntheticRun.Scenario(6))], null, previous);
        Assert.That(html, Does.Contain("Compared with 20260101-030405"));
        Assert.That(html, Does.Contain("<summary>newly failing: 1</summary>").And.Contain("<summary>fixed: 1</summary>"));
    }

    [Test]
    public void Several_runs_are_columns_that_are_named_by_what_differs()
    {
        var html = Report(
            _folder.Open(SyntheticRun.Run("20260101-030405"), SyntheticRun.Hosts("9.2.0"), SyntheticRun.Scenario(1)),
            _folder.Open(SyntheticRun.Run(), SyntheticRun.Hosts("10.0.2"), SyntheticRun.Scenario(1, ScenarioOutcome.Failed)));
        Assert.That(
            html,
            Does.Contain("<th scope=\"col\">9.2.0 20260101-030405</th><th scope=\"col\">10.0.2 20260102-030405</th>"));
        Assert.That(html, Does.Contain("<td class=\"passed\">✓ passed</td><td class=\"failed\">✗ failed</td>"));
    }

    [Test]
    public void Attempts_on_other_hosts_are_columns()
    {
        var html = Report(_folder.Open(
            SyntheticRun.Run(),
            SyntheticRun.Scenario(1) with { Hosts = ["host1"] },
            SyntheticRun.Scenario(1, ScenarioOutcome.Failed) with { Hosts = ["host2"], Attempt = 2 }));
        Assert.That(html, Does.Contain("<th scope=\"col\">host1</th><th scope=\"col\">host2</th>"));
        Assert.That(html, Does.Contain("<h3>Attempt 2: failed</h3>"));
    }

    [Test]
    public void A_report_of_10000_scenarios_is_made_in_5_seconds()
    {
        var index = _folder.Open(
            SyntheticRun.Run(), [.. Enumerable.Range(0, 10_000).Select(number => (RecordLine)SyntheticRun.Scenario(number))]);

        // The time of processors, as others may use them too.
        var before = Environment.CpuUsage.TotalTime;
        using var read = RecordIndex.Open(index.Run.Folder);
        new HtmlReport([read], null).Write(IndexPath);

        Assert.That(Environment.CpuUsage.TotalTime - before, Is.LessThan(TimeSpan.FromSeconds(5)));
    }

    private string Report(params ImmutableArray<RecordIndex> runs) => Report(runs, null);

    private string Report(ImmutableArray<RecordIndex> runs, string? bugs, RecordIndex? previous = null)
    {
        var output = new StringWriter();
        new HtmlReport(runs, previous) { Bugs = bugs }.Write(output, _folder.Reports);
        return output.ToString();
    }

    [GeneratedRegex("<svg ")]
    private static partial Regex Plots();

    [GeneratedRegex("<[a-z]+(\\s+[a-z-]+(=\"[^\"]*\")?)*\\s+on[a-z]+=")]
    private static partial Regex Handlers();
}
