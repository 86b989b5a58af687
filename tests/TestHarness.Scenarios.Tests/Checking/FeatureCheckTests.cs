using Reqnroll;
using TestHarness.Scenarios.Checking;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Tests.Support;

namespace TestHarness.Scenarios.Tests.Checking;

public sealed class FeatureCheckTests
{
    [Test]
    public async Task Finds_nothing_wrong_with_what_can_run() =>
        Assert.That(await FindAsync("Given 3 rounds\nWhen sizes:\n  | size |\n  | 5 |"), Is.Empty);

    [TestCase("Given nothing of the kind", "3:5: no step definition for 'Given nothing of the kind'")]
    [TestCase("Given 99999999999 rounds", "3:5: '99999999999' is not a valid Int32")]
    [TestCase("Given 3 rounds\n  | a |", "3:5: the step 'Given 3 rounds' has the arguments ('3', a table) but")]
    [TestCase("Given sizes:\n  | size |\n  | big |", "4:7: 'big' is no size")]
    [TestCase("Given sizes:\n  | length |\n  | 5 |", "4:7: Could not find a column named 'size' in the table.")]
    [TestCase("Given either", "3:5: 2 step definitions match 'Given either'")]
    public async Task Finds(string steps, string expected) => Assert.That(await FindAsync(steps), Has.One.StartsWith(expected));

    [TestCase("  Scenario: S\n    Given 3 rounds\n    And 4 rounds\n    * 5 rounds", "2:3")]
    [TestCase("  Background:\n    Given 3 rounds\n    When it begins\n  @tag\n  Scenario: S\n    Given 4 rounds", "5:3")]
    [TestCase("  Scenario Outline: S\n    Given <n> rounds\n    Examples:\n      | n |\n      | 1 |\n      | 2 |", "2:3")]
    public async Task Finds_a_scenario_that_has_given_steps_alone(string scenario, string place) => Assert.That(
        await FindAsync(Engine.Parse($"Feature: F\n{scenario}")),
        Is.EqualTo(new[]
        {
            $"{place}: [config] the scenario has no When and no Then of its own, so that it checks nothing: add what must hold",
        }));

    [TestCase("  Scenario: S\n    Given 3 rounds\n    When it begins")]
    [TestCase("  Background:\n    Given 3 rounds\n    When it begins\n  Scenario: S\n    * it begins")]
    [TestCase("  @ignore\n  Scenario: S\n    Given 3 rounds")]
    public async Task Leaves_alone_a_scenario_that_checks_or_is_ignored(string scenario) =>
        Assert.That(await FindAsync(Engine.Parse($"Feature: F\n{scenario}")), Is.Empty);

    [Test]
    public async Task Names_a_step_of_the_background_once()
    {
        const string text = "Feature: F\n  Background:\n    Given nothing\n  Scenario: A\n    Given either way\n  Scenario: B\n" +
            "    Given either way\n  @ignore\n  Scenario: C\n    Given nothing else";
        Assert.That(await FindAsync(Engine.Parse(text)), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Names_every_error_of_a_file_that_cannot_be_read()
    {
        var error = new FeatureParseException(
            "f.feature", [new ParseError(2, 3, "one"), new ParseError(4, 5, "two")]) { FullPath = "/f.feature" };
        Assert.That(await FindAsync(new FeatureSet([], [error])), Is.EqualTo(new[] { "2:3: one", "4:5: two" }));
    }

    [Test]
    public async Task Leaves_alone_what_takes_a_running_scenario() =>
        Assert.That(await FindAsync("When a disk called 'a'"), Is.Empty);

    private static Task<string[]> FindAsync(string steps)
    {
        var lines = steps.Split('\n').Select(line => $"    {line}");
        return FindAsync(Engine.Parse($"Feature: F\n  Scenario: S\n{string.Join('\n', lines)}"));
    }

    private static async Task<string[]> FindAsync(FeatureSet set)
    {
        using var steps = Engine.Steps(typeof(Steps));
        var problems = await new FeatureCheck(steps).FindAsync(set);
        return [.. problems.Select(problem => $"{problem.Line}:{problem.Column}: {problem.Message}")];
    }

    public sealed record Sizes(int[] All);

    public sealed record Disk(string Name);

    [Binding]
    public sealed class Steps
    {
        [Given("{int} rounds")]
        public void GivenRounds(int rounds) => Log.Add(rounds);

        [Given("sizes:")]
        [When("sizes:")]
        public void GivenSizes(Sizes sizes) => Log.Add(sizes);

        [When("a disk called {string}")]
        public void GivenADisk(Disk disk) => Log.Add(disk);

        [When("it begins")]
        public void WhenItBegins() => Log.Add("begins");

        [Given("either way")]
        public void GivenEitherWay() => Log.Add("either way");

        [Given("either")]
        public void GivenEither() => Log.Add("either");

        [Given("either")]
        public void GivenOr() => Log.Add("or");

        [StepArgumentTransformation]
        public static Sizes ReadSizes(DataTable table) => new(
            [.. table.Rows.Select(
                row => int.TryParse(row["size"], out var size)
                    ? size
                    : throw new FormatException($"'{row["size"]}' is no size"))]);

        [StepArgumentTransformation]
        public Disk ReadDisk(string name) => new(name);
    }
}
