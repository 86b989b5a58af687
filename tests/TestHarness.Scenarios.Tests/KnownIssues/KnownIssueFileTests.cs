using System.Collections.Immutable;
using System.Text.Json;
using TestHarness.Environments.Reading;
using TestHarness.Failures;
using TestHarness.Scenarios.KnownIssues;

namespace TestHarness.Scenarios.Tests.KnownIssues;

public sealed class KnownIssueFileTests
{
    private const string Full = """
        issues:
          - scenario: features/found/*
            tags: '@found and not @slow'
            class: guest-health
            pattern: 'irq \d+: nobody cared'
            bug: https://bugs.example.org/42
            versions: { qemu: '>=7.2.0,<8', kernel: '<6.12', accelerator: tcg }
            sometimes: true
            expires: 2027-06-30
            owner: jane
            reason: it is known
        """;

    [Test]
    public void An_entry_is_read_with_its_place()
    {
        var issue = Load(Full).Single();
        Assert.Multiple(() =>
        {
            Assert.That(
                $"{issue}",
                Is.EqualTo("bug https://bugs.example.org/42, owner jane, expires 2027-06-30 (known-issues.yaml:2)"));
            Assert.That(issue.FailureClass, Is.EqualTo(FailureClass.GuestHealth));
            Assert.That($"{issue.Scenario} {issue.Tags}", Is.EqualTo("features/found/* @found and not @slow"));
            Assert.That($"{issue.Pattern}", Is.EqualTo(@"irq \d+: nobody cared"));
            Assert.That($"{issue.Versions}", Is.EqualTo("QEMU >=7.2.0,<8, kernel <6.12, tcg"));
            Assert.That((issue.IsIntermittent, issue.Reason), Is.EqualTo((true, "it is known")));
        });
    }

    [TestCase("class: guest-health", "class: config", "4:12: 'class' of issue: expected the class of a failure: preflight,")]
    [TestCase("pattern: 'irq \\d+: nobody cared'", "pattern: '(a)\\1'", "'pattern' of issue: expected a regular expression")]
    [TestCase("expires: 2027-06-30", "expires: soon", "'expires' of issue: expected a date such as")]
    [TestCase("    expires: 2027-06-30\n", "", "issue lacks the key 'expires'; expected a date")]
    [TestCase("    owner: jane\n", "", "issue lacks the key 'owner'")]
    [TestCase("bug: https", "bug: file", "'bug' of issue: expected the number of a bug, or its address (http or https)")]
    [TestCase("'>=7.2.0,<8'", "'7.2'", "'qemu' of versions: expected versions such as '>=7.2.0,<8'")]
    [TestCase("owner:", "ower:", "'ower' is not a key of issue; did you mean 'owner'?")]
    [TestCase("'@found and not @slow'", "'@found and'", "3:11: 'tags' of issue: ")]
    [TestCase("issues:", "issue:", "'issue' is not a key of file; did you mean 'issues'?")]
    public void A_mistake_is_reported_with_its_place(string right, string wrong, string message)
    {
        var text = Full.Replace(right, wrong, StringComparison.Ordinal);
        Assert.That(text, Is.Not.EqualTo(Full));
        var error = Assert.Throws<HarnessException>(() => Load(text))!;
        Assert.That(error.FailureClass, Is.EqualTo(FailureClass.Config));
        Assert.That(error.Message, Does.Contain("known-issues.yaml:").And.Contain(message));
    }

    [Test]
    public void An_entry_of_no_scenario_is_refused()
    {
        var text = string.Join('\n', Full.Split('\n').Where(line => !line.Contains("tags:", StringComparison.Ordinal)))
            .Replace("- scenario: features/found/*\n", "- \n", StringComparison.Ordinal);
        Assert.That(
            () => Load(text),
            Throws.TypeOf<HarnessException>().With.Message.Contains("lacks the key 'scenario'; expected the title or place"));
    }

    [Test]
    public void The_schema_has_every_section_and_key_that_is_read_and_no_other()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root(), "known-issues.schema.json")));
        var described = schema.RootElement.GetProperty("$defs").EnumerateObject().ToDictionary(
            definition => definition.Name,
            definition => Sorted(definition.Value.GetProperty("properties").EnumerateObject().Select(key => key.Name)));
        var reading = new YamlReading("known-issues.yaml");
        KnownIssueFile.Parse(reading, Full, "known-issues.yaml");
        reading.ThrowIfWrong();

        Assert.That(described.Keys, Is.EquivalentTo(reading.Keys.Keys));
        foreach (var (section, keys) in reading.Keys)
            Assert.That(described[section], Is.EqualTo(Sorted(keys)), section);
    }

    private static ImmutableArray<KnownIssue> Load(string text)
    {
        var reading = new YamlReading("known-issues.yaml");
        var issues = KnownIssueFile.Parse(reading, text, "known-issues.yaml");
        reading.ThrowIfWrong();
        return issues;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TestHarness.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }

    private static string[] Sorted(IEnumerable<string> names) => [.. names.Order(StringComparer.Ordinal)];
}
