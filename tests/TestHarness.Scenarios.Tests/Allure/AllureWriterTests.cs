using System.Collections.Immutable;
using System.Text.Json;
using TestHarness.Scenarios.Allure;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;
using TestHarness.Scenarios.Tests.Support;

namespace TestHarness.Scenarios.Tests.Allure;

public sealed class AllureWriterTests
{
    private const string Feature = """
        @severity:critical @bug:2227118 @vhba
        Feature: F
          Rule: R
            Scenario Outline: S <n>
              About it.
              Given a file <n>
                | a   |
                | <n> |
              Then it <ends>
              And the rest
              Examples:
                | n | ends   |
                | 1 | passes |
                | 2 | fails  |
                | 3 | skips  |
            Scenario: U
              Given nobody knows
        """;

    private string _directory = "";

    [SetUp]
    public void Make() => _directory = Directory.CreateTempSubdirectory("allure-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_directory, recursive: true);

    [Test]
    public async Task Writes_a_result_of_each_scenario()
    {
        var results = await RunAsync();
        Assert.That(
            results.Select(r => $"{r.GetProperty("name")} {r.GetProperty("status")} {r.GetProperty("stage")}"),
            Is.EqualTo(new[] { "S 1 passed finished", "S 2 failed finished", "S 3 skipped finished", "U broken finished" }));
    }

    [Test]
    public async Task Writes_a_result_of_each_round_with_one_history()
    {
        var results = await RunAsync(rounds: 2);
        Assert.Multiple(() =>
        {
            Assert.That(All(results, "uuid"), Has.Length.EqualTo(8).And.Unique);
            Assert.That(All(results, "historyId").Distinct(), Has.Exactly(4).Items);
        });
    }

    [Test]
    public async Task Says_why_a_scenario_failed_or_was_skipped()
    {
        var results = await RunAsync();
        Assert.Multiple(() =>
        {
            Assert.That(results[1].GetProperty("statusDetails").GetProperty("message").GetString(), Is.EqualTo("no good"));
            Assert.That(
                results[1].GetProperty("statusDetails").GetProperty("trace").GetString(), Does.Contain("AllureSteps.Fails"));
            Assert.That(results[2].GetProperty("statusDetails").GetProperty("message").GetString(), Is.EqualTo("no device"));
            Assert.That(
                All(results[1].GetProperty("steps").EnumerateArray(), "status"),
                Is.EqualTo(new[] { "passed", "failed", "skipped" }));
        });
    }

    [Test]
    public async Task Labels_and_links_by_place_and_tags()
    {
        var result = (await RunAsync())[0];
        var labels = result.GetProperty("labels").EnumerateArray().Select(
            l => $"{l.GetProperty("name")}={l.GetProperty("value")}");
        Assert.That(labels, Is.SupersetOf(new[]
        {
            "severity=critical", "tag=vhba", "tag=bug:2227118", "parentSuite=features", "suite=F", "subSuite=R", "feature=F",
            "story=R",
            "language=C#", "package=features.some.feature", "testMethod=S <n>",
        }));
        Assert.That(All(result.GetProperty("links").EnumerateArray(), "name"), Is.EqualTo(new[] { "2227118" }));
        Assert.That(result.GetProperty("description").GetString(), Is.EqualTo("About it."));
    }

    [Test]
    public async Task Ids_stay_the_same_from_run_to_run_and_differ_by_example()
    {
        var first = await RunAsync();
        foreach (var file in Directory.GetFiles(_directory))
            File.Delete(file);
        var second = await RunAsync();
        Assert.Multiple(() =>
        {
            Assert.That(All(second, "historyId"), Is.EqualTo(All(first, "historyId")));
            Assert.That(All(first, "historyId"), Is.Unique);
            Assert.That(All(first, "testCaseId")[0], Is.EqualTo(All(first, "testCaseId")[1]));
            Assert.That(All(second, "uuid"), Is.Not.EqualTo(All(first, "uuid")));
        });
    }

    [Test]
    public async Task Keeps_attachments_output_and_tables_at_their_step()
    {
        var step = (await RunAsync())[0].GetProperty("steps")[0];
        var attachments = step.GetProperty("attachments").EnumerateArray()
            .ToDictionary(
                a => a.GetProperty("name").GetString()!,
                a => File.ReadAllText(Path.Combine(_directory, a.GetProperty("source").GetString()!)));
        Assert.Multiple(() =>
        {
            Assert.That(attachments["evidence.log"], Is.EqualTo("file 1"));
            Assert.That(attachments["output"], Is.EqualTo("wrote 1\n"));
            Assert.That(attachments["table"], Is.EqualTo("\"a\"\n\"1\"\n"));
            Assert.That(step.GetProperty("parameters")[0].ToString(), Does.Contain("\"n\"").And.Contain("\"1\""));
        });
    }

    [Test]
    public async Task Writes_hooks_with_their_attachments_into_containers()
    {
        var results = await RunAsync();
        var containers = Directory.GetFiles(_directory, "*-container.json").Select(Read).ToArray();
        var scenario = containers.Single(c => c.GetProperty("name").GetString() == "S 1");
        Assert.Multiple(() =>
        {
            Assert.That(containers, Has.Length.EqualTo(4));
            Assert.That(scenario.GetProperty("children")[0].GetString(), Is.EqualTo(results[0].GetProperty("uuid").GetString()));
            Assert.That(scenario.GetProperty("befores")[0].GetProperty("name").GetString(), Is.EqualTo("AllureSteps.Before"));
            Assert.That(
                scenario.GetProperty("afters")[0].GetProperty("attachments")[0].GetProperty("name").GetString(),
                Is.EqualTo("output"));
            Assert.That(
                containers.Single(c => c.GetProperty("name").GetString() == "F").GetProperty("children").GetArrayLength(),
                Is.EqualTo(4));
        });
    }

    [Test]
    public async Task Writes_environment_and_categories_and_leaves_no_temporary_file()
    {
        await RunAsync();
        Assert.Multiple(() =>
        {
            Assert.That(
                File.ReadAllText(Path.Combine(_directory, "environment.properties")), Is.EqualTo("host\\ one=QEMU 7.2\n"));
            Assert.That(
                Read(Path.Combine(_directory, "categories.json"))[0].GetProperty("matchedStatuses")[0].GetString(),
                Is.EqualTo("failed"));
            Assert.That(Directory.GetFiles(_directory, ".*"), Is.Empty);
        });
    }

    [Test]
    public async Task Writes_a_broken_result_of_a_file_that_cannot_be_read()
    {
        var error = new FeatureLoadException("features/bad.feature", "features/bad.feature:1:1: no");
        using var steps = Engine.Steps(typeof(AllureSteps));
        var runner = new FeatureRunner(steps, new RunOptions([new AllureWriter(new AllureOptions(_directory))]));
        var result = await runner.RunAsync(new FeatureSet([], [error]));
        var written = Read(Directory.GetFiles(_directory, "*-result.json").Single());
        Assert.That(result.IsSuccess, Is.False);
        Assert.That(written.GetProperty("status").GetString(), Is.EqualTo("broken"));
        Assert.That(written.GetProperty("statusDetails").GetProperty("message").GetString(), Is.EqualTo(error.Message));
    }

    private async Task<JsonElement[]> RunAsync(int rounds = 1)
    {
        var writer = new AllureWriter(new AllureOptions(_directory)
        {
            Environment = ImmutableSortedDictionary<string, string>.Empty.Add("host one", "QEMU 7.2"),
            Categories = [new AllureCategory("data", @"\[data\].*", ["failed"])],
        });
        await Engine.RunAsync(Feature, new RunOptions([writer]) { Rounds = rounds }, CancellationToken.None, typeof(AllureSteps));
        return [.. Directory.GetFiles(_directory, "*-result.json").Select(Read).OrderBy(r => r.GetProperty("name").GetString())];
    }

    private static string?[] All(IEnumerable<JsonElement> elements, string property) =>
        [.. elements.Select(e => e.GetProperty(property).GetString())];

    private static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllText(file)).RootElement;
}
