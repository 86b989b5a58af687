using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using TestHarness.Reports.JUnit;
using TestHarness.Reports.Records;
using TestHarness.Reports.Tests.Support;
using TestHarness.Scenarios.KnownIssues;

namespace TestHarness.Reports.Tests.JUnit;

public sealed class JUnitReportTests
{
    private RecordFolder _folder = null!;

    [SetUp]
    public void Start() => _folder = new RecordFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public void Each_outcome_is_valid_against_the_schema()
    {
        var xml = Write(
            SyntheticRun.Hosts(),
            SyntheticRun.Scenario(0),
            SyntheticRun.Scenario(6),
            SyntheticRun.Scenario(1, ScenarioOutcome.Skipped) with { Reason = "it needs 3 hosts" },
            KnownRecords.Scenario(3),
            KnownRecords.FixedScenario(4),
            SyntheticRun.Scenario(2, ScenarioOutcome.Failed),
            SyntheticRun.Scenario(2, ScenarioOutcome.Failed) with { Attempt = 2 },
            SyntheticRun.Scenario(2, ScenarioOutcome.Passed) with { Attempt = 3 });

        Assert.That(FaultsOf(xml), Is.Empty);
        xml.Descendants("testcase").Elements("properties").Remove();
        Assert.That(FaultsOf(xml), Is.Empty, "as Jenkins' own schema has no properties of a test case");
    }

    [Test]
    public void The_schema_refuses_what_is_not_of_JUnit()
    {
        var xml = Write(SyntheticRun.Scenario(0));
        xml.Descendants("testcase").First().Add(new XElement("passed"));
        Assert.That(FaultsOf(xml), Has.Count.EqualTo(1));
    }

    [Test]
    public void A_scenario_has_its_bugs_and_test_cases_as_properties()
    {
        var xml = Write(SyntheticRun.Scenario(0) with { Tags = ["bug:2227118", "tms:VIRT-17", "hosts:2"] });
        Assert.That(
            xml.Descendants("testcase").Descendants("property").Select(each => string.Join(' ', each.Attributes())),
            Is.EqualTo(new[] { "name=\"bug\" value=\"2227118\"", "name=\"tms\" value=\"VIRT-17\"" }));
    }

    [Test]
    public void A_flaky_scenario_is_a_failure()
    {
        var xml = Write(
            SyntheticRun.Scenario(2, ScenarioOutcome.Failed),
            SyntheticRun.Scenario(2, ScenarioOutcome.Passed) with { Attempt = 2 });
        Assert.That(
            xml.Descendants("failure").Single().Attribute("message")!.Value,
            Does.StartWith("flaky, 1 of 2 attempts failed: [data] expected"));
        Assert.That(xml.Root!.Attribute("failures")!.Value, Is.EqualTo("1"));
    }

    [Test]
    public void A_known_failure_fails_no_gate_and_has_bug_and_message()
    {
        var xml = Write(KnownRecords.Scenario(0) with { Tags = ["bug:42"] });
        Assert.Multiple(() =>
        {
            Assert.That(xml.Root!.Attribute("failures")!.Value, Is.EqualTo("0"));
            Assert.That(xml.Descendants("testsuite").Single().Attribute("skipped")!.Value, Is.EqualTo("1"));
            Assert.That(xml.Descendants("failure"), Is.Empty);
            Assert.That(
                xml.Descendants("skipped").Single().Attribute("message")!.Value, Is.EqualTo("Known: bug 42, owner jane"));
            Assert.That(
                xml.Descendants("testcase").Descendants("property").Select(each =>
                    $"{each.Attribute("name")!.Value}={each.Attribute("value")!.Value}"),
                Is.EqualTo(new[]
                {
                    "bug=42", "known-issue=known", "known-issue-owner=jane", "known-issue-expires=2027-06-30",
                    "known-issue-note=Known: bug 42, owner jane",
                }));
            Assert.That(
                xml.Descendants("system-out").Single().Value,
                Does.Contain("[data] block 17 is lost").And.Contain("[data] block 18 is lost"));
        });
    }

    [Test]
    public void A_failure_that_is_not_the_known_one_says_so()
    {
        var xml = Write(SyntheticRun.Scenario(2, ScenarioOutcome.Failed) with { Known = KnownRecords.Of(KnownKind.Different) });
        Assert.That(xml.Descendants("failure").Single().Value, Does.Contain("Different: bug 42, owner jane"));
    }

    [Test]
    public void A_skipped_scenario_has_its_reason()
    {
        var xml = Write(SyntheticRun.Scenario(1, ScenarioOutcome.Skipped) with { Reason = "it needs 3 hosts" });
        Assert.That(xml.Descendants("skipped").Single().Attribute("message")!.Value, Is.EqualTo("it needs 3 hosts"));
    }

    [Test]
    public void Evidence_is_attached_by_paths_relative_to_the_root()
    {
        var evidence = Directory.CreateDirectory(Path.Combine(_folder.Reports, "evidence", "20260102-030405", "scenario-0"));
        File.WriteAllText(Path.Combine(evidence.FullName, "console.log"), "booted");
        Assert.That(
            Write(SyntheticRun.Scenario(0)).Descendants("system-out").Single().Value,
            Is.EqualTo("[[ATTACHMENT|evidence/20260102-030405/scenario-0/console.log]]"));
    }

    [Test]
    public void Texts_that_XML_does_not_allow_are_escaped()
    {
        var xml = Write(SyntheticRun.Scenario(6) with { Title = "a\0<b>\ud800", Message = "x\e]]>\uffff" });
        Assert.That(xml.Descendants("testcase").Single().Attribute("name")!.Value, Is.EqualTo(@"a\x00<b>\ud800"));
        Assert.That(xml.Descendants("failure").Single().Value, Is.EqualTo(@"x\x1b]]>\uffff"));
    }

    private XDocument Write(params RecordLine[] lines)
    {
        var file = Path.Combine(_folder.Reports, "junit.xml");
        new JUnitReport(_folder.Open(SyntheticRun.Run(), [.. lines]), _folder.Reports).Write(file);
        return XDocument.Load(file);
    }

    private static List<string> FaultsOf(XDocument xml)
    {
        var schemas = new XmlSchemaSet();
        using var schema = XmlReader.Create(Path.Combine(AppContext.BaseDirectory, "JUnit", "junit.xsd"));
        schemas.Add(null, schema);
        var faults = new List<string>();
        xml.Validate(schemas, (_, fault) => faults.Add(fault.Message));
        return faults;
    }
}
