using System.Text;
using System.Text.Json;
using TestHarness.Scenarios.CucumberReports;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;
using TestHarness.Scenarios.Tests.Support;
using TestHarness.Texts;

namespace TestHarness.Scenarios.Tests.CucumberReports;

/// <summary>What Cucumber's messages and its HTML report say of a run.</summary>
public sealed class CucumberReportTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("cucumber-");

    [TearDown]
    public void Remove() => _folder.Delete(recursive: true);

    [TestCase("When a step passes", "PASSED")]
    [TestCase("When a step fails", "FAILED")]
    [TestCase("When a step is skipped", "SKIPPED")]
    [TestCase("When a step is pending", "PENDING")]
    [TestCase("When nobody knows", "UNDEFINED")]
    [TestCase("When either", "AMBIGUOUS")]
    [TestCase("When the number x", "FAILED")]
    public async Task A_step_has_the_status_that_the_run_gave_it(string step, string status)
    {
        var messages = await RunAsync($"Feature: F\n  Scenario: S\n    {step}");
        Assert.That(StepStatuses(messages), Is.EqualTo(new[] { status }));
        Assert.That(messages.Count(message => message.TryGetProperty("testCaseFinished", out _)), Is.EqualTo(1));
    }

    [TestCase(
        "Given a step passes\n    When nobody knows", new[] { "FAILED", "UNDEFINED" },
        "no step definition for 'When nobody knows'")]
    [TestCase("Given a step passes\n    When the number x", new[] { "FAILED", "SKIPPED" }, "'x' is no number")]
    public async Task A_scenario_of_which_nothing_was_run_says_why_at_its_first_step(string steps, string[] statuses, string why)
    {
        var messages = await RunAsync($"Feature: F\n  Scenario: S\n    {steps}");
        Assert.That(StepStatuses(messages), Is.EqualTo(statuses));
        Assert.That(Results(messages).First().GetProperty("message").GetString(), Does.Contain(why));
        Assert.That(Log.All, Is.Empty);
    }

    [Test]
    public async Task Strict_mode_shows_a_skipped_step_as_failed()
    {
        var messages = await RunAsync("Feature: F\n  Scenario: S\n    When a step is skipped", strict: true);
        Assert.That(StepStatuses(messages), Is.EqualTo(new[] { "FAILED" }));
    }

    /// <summary>A browser shows nothing of a report in which two documents have the same id.</summary>
    [Test]
    public async Task No_two_parts_of_two_features_share_an_id()
    {
        const string Feature =
            "Feature: F\n  @tag\n  Scenario Outline: S <n>\n    When a step passes\n    Examples:\n      | n |\n      | 1 |";
        var messages = await RunAsync([Feature, Feature]);
        var ids = messages
            .Where(message => message.TryGetProperty("gherkinDocument", out _) || message.TryGetProperty("pickle", out _))
            .SelectMany(Ids).ToArray();
        Assert.That(ids, Has.Length.GreaterThan(10).And.Unique);
    }

    [Test]
    public async Task A_scenario_that_is_repeated_has_a_result_in_each_round()
    {
        var messages = await RunAsync(["Feature: F\n  Scenario: S\n    When a step passes"], rounds: 2);
        var pickles = messages.Where(message => message.TryGetProperty("pickle", out _))
            .Select(message => message.GetProperty("pickle")).ToArray();
        var ids = messages
            .Where(message => message.TryGetProperty("gherkinDocument", out _) || message.TryGetProperty("pickle", out _))
            .SelectMany(Ids).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(StepStatuses(messages), Is.EqualTo(new[] { "PASSED", "PASSED" }));
            Assert.That(pickles.Select(pickle => pickle.GetProperty("uri").GetString()), Is.EqualTo(
                new[] { "features/0.feature", "features/0.feature (round 2)" }));
            Assert.That(ids, Is.Unique);
        });
    }

    [Test]
    public async Task An_attached_file_is_in_both_files_and_of_a_long_one_the_end()
    {
        var messages =
            await RunAsync("Feature: F\n  Scenario: S\n    When 10 bytes are attached\n    And 5000 bytes are attached");
        var bodies = messages
            .Where(message => message.TryGetProperty("attachment", out _))
            .Select(
                message => Encoding.UTF8.GetString(message.GetProperty("attachment").GetProperty("body").GetBytesFromBase64()))
            .ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(bodies[0], Is.EqualTo("xxxxxxxxx."));
            Assert.That(
                bodies[1],
                Does.StartWith("[4,000 bytes before this are left out here: see /").And.EndsWith($"\n{new string('x', 999)}."));
            Assert.That(File.ReadAllText(Report().HtmlPath), Does.Contain(Convert.ToBase64String("xxxxxxxxx."u8)));
        });
    }

    [Test]
    public async Task A_secret_and_what_a_terminal_obeys_reach_neither_file()
    {
        var messages =
            await RunAsync(
                "Feature: hunter2\n  Scenario: \u001b[31mred\n    When it says \"hunter2 \u202e\"\n    And a step fails");
        Assert.That(messages, Is.Not.Empty);
        foreach (var path in new[] { Report().MessagesPath, Report().HtmlPath })
            Assert.That(
                File.ReadAllText(path), Does.Not.Contain("hunter2").And.Not.Contain("\\u001b[31m").And.Contain("[secret]"));
    }

    /// <summary>Long messages are written in parts, and no character may be cut in two where a part ends.</summary>
    [Test]
    public async Task A_long_description_is_whole_in_both_files()
    {
        var description = string.Join('\n', Enumerable.Range(0, 2000).Select(line => $"line {line} \U0001F600\u00fc \U0001F600"));
        var messages = await RunAsync($"Feature: F\n{description}\n  Scenario: S\n    When a step passes");
        var written = messages.Single(message => message.TryGetProperty("gherkinDocument", out _));
        var inHtml = description
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\U0001F600", "\\uD83D\\uDE00", StringComparison.Ordinal);
        Assert.Multiple(() =>
        {
            Assert.That(
                written.GetProperty("gherkinDocument").GetProperty("feature").GetProperty("description").GetString(),
                Is.EqualTo(description));
            Assert.That(File.ReadAllText(Report().HtmlPath).Contains(inHtml, StringComparison.Ordinal));
        });
    }

    private CucumberReport Report() => new(
        _folder.FullName,
        new TextOutlet(text => text.Replace("hunter2", "[secret]", StringComparison.Ordinal))) { LongestAttachment = 1000 };

    private Task<JsonElement[]> RunAsync(string feature, bool strict = false) => RunAsync([feature], strict);

    private async Task<JsonElement[]> RunAsync(string[] features, bool strict = false, int rounds = 1)
    {
        Log.Clear();
        var plans = features.Select((text, number) => FeatureFile.Parse(text, $"features/{number}.feature"));
        var options = RunOptions.Default with { Strict = strict, Report = Report(), Rounds = rounds };
        using (var steps = Engine.Steps(typeof(ReportedSteps)))
        {
            var result = await new FeatureRunner(steps, options).RunAsync(new FeatureSet([.. plans], []));
            Assert.That(result.HookErrors, Is.Empty);
        }

        return [.. File.ReadLines(Report().MessagesPath).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private static IEnumerable<string?> StepStatuses(JsonElement[] messages) =>
        Results(messages).Select(result => result.GetProperty("status").GetString());

    private static IEnumerable<JsonElement> Results(JsonElement[] messages) => messages
        .Where(message => message.TryGetProperty("testStepFinished", out _))
        .Select(message => message.GetProperty("testStepFinished").GetProperty("testStepResult"));

    private static IEnumerable<string?> Ids(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Ids),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(
            property => property.Name == "id" ? [property.Value.GetString()] : Ids(property.Value)),
        _ => [],
    };
}
