using TestHarness.Scenarios.Matching;
using TestHarness.Scenarios.Registry;
using TestHarness.Scenarios.Running;
using TestHarness.Scenarios.Tests.Support;

namespace TestHarness.Scenarios.Tests.Matching;

public sealed class StepMatcherTests
{
    [SetUp]
    public void Clear() => Log.Clear();

    [Test]
    public async Task Reports_all_undefined_steps_at_once_and_runs_nothing()
    {
        var result = await Engine.RunStepsAsync(
            "Given a known step\nWhen 3 \"new\" things cost -1.5\n| a |\n| 1 |\nThen it (all) ends\n\"\"\"\nx\n\"\"\"", typeof(Steps));
        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(Outcome.Undefined));
            Assert.That(Log.All, Is.Empty);
            Assert.That(result.Steps.Select(s => s.Outcome), Is.EqualTo(new[] { Outcome.Skipped, Outcome.Undefined, Outcome.Undefined }));
            Assert.That(result.Error!.Message, Does.Contain("some.feature:4: no step definition for 'When 3 \"new\" things").And.Contain("some.feature:7"));
            Assert.That(result.Error!.Message, Does.Contain("""
                [When("{int} {string} things cost {float}")]
                public Task WhenThingsCostAsync(int p0, string p1, double p2, DataTable table)
                {
                    throw new PendingStepException();
                }

                [Then("it \\(all\\) ends")]
                public Task ThenItAllEndsAsync(string text)
                """));
        });
    }

    [TestCase("Given 10.0.0.1 and vhba0 and 0x1f stay", "10.0.0.1 and vhba0 and 0x1f stay")]
    [TestCase("Given waiting 5s or a/b for 3.", @"waiting 5s or a\\/b for {int}.")]
    [TestCase("Given it's the guest's {x} 'name'", @"it's the guest's \\{x\\} {string}")]
    public async Task Guesses_parameters(string step, string expression)
    {
        var result = await Engine.RunStepsAsync(step, typeof(Steps));
        Assert.That(result.Error!.Message, Does.Contain($"[Given(\"{expression}\")]"));
    }

    [Test]
    public async Task A_guessed_expression_matches_its_step()
    {
        var result = await Engine.RunStepsAsync("Given 3 \"new\" (and {odd}) things", typeof(Guessed));
        Assert.That(result.Outcome, Is.EqualTo(Outcome.Passed), result.Error?.Message);
    }

    [Test]
    public async Task Lists_the_methods_of_an_ambiguous_step()
    {
        var result = await Engine.RunStepsAsync("Given an ambiguous step", typeof(Steps));
        Assert.That(result.Error, Is.TypeOf<AmbiguousStepException>());
        Assert.That(result.Error!.Message, Does.Contain("some.feature:3: 2 step definitions match")
            .And.Contain("Steps.OneOf(): an ambiguous step").And.Contain("Steps.Another(String what): an (.*) step"));
    }

    [Test]
    public async Task Says_when_a_method_does_not_take_the_arguments()
    {
        var result = await Engine.RunStepsAsync("Given a known step\n| a |", typeof(Steps));
        Assert.That(result.Error, Is.TypeOf<BindingException>().With.Message.EqualTo(
            "features/some.feature:3: the step 'Given a known step' has the arguments (a table) but Steps.Known() takes 0"));
    }

    [Test]
    public async Task Prefers_the_method_with_the_narrower_scope()
    {
        await Engine.RunAsync("Feature: F\n  @special\n  Scenario: S\n    Given a scoped step", typeof(Steps));
        Assert.That(Log.All, Is.EqualTo(new[] { "special" }));
    }

    [Test]
    public async Task Says_when_a_step_is_only_defined_in_another_scope()
    {
        var result = await Engine.RunStepsAsync("Given only there", typeof(Steps));
        Assert.That(result.Error!.Message, Does.Contain("Steps.OnlyThere() matches, but only in scope of tag @there, feature 'Other'"));
    }

    [Test]
    public async Task Names_the_method_of_a_bad_expression()
    {
        var result = await Engine.RunStepsAsync("Given a bad thing", typeof(BadExpression));
        Assert.That(result.Error!.Message, Does.Contain("BadExpression.Bad(String p)").And.Contain("{nonsense}"));
    }

    [Test]
    public async Task Keeps_given_when_and_then_apart()
    {
        var result = await Engine.RunStepsAsync("When a known step", typeof(Steps));
        Assert.That(result.Outcome, Is.EqualTo(Outcome.Undefined));
    }

    [Binding]
    public sealed class Steps
    {
        [BeforeScenario]
        public void Before(ScenarioContext context) => _ = context.ScenarioInfo.Tags.Length == 0 && Noted("before");

        [Given("a known step")]
        public void Known() => Log.Add("known");

        [Given("an ambiguous step")]
        public void OneOf() => Log.Add("one");

        [Given("an (.*) step")]
        public void Another(string what) => Log.Add(what);

        [Given("a scoped step")]
        public void Everywhere() => Log.Add("everywhere");

        [Given("a scoped step"), Scope(Tag = "special")]
        public void Special() => Log.Add("special");

        [Given("only there"), Scope(Tag = "@there", Feature = "Other")]
        public void OnlyThere() => Log.Add("there");

        private static bool Noted(string what)
        {
            Log.Add(what);
            return true;
        }
    }

    [Binding]
    public sealed class Guessed
    {
        [Given("{int} {string} \\(and \\{odd}) things")]
        public Task GivenAndOddThingsAsync(int p0, string p1) => Task.CompletedTask;
    }

    [Binding]
    public sealed class BadExpression
    {
        [Given("a bad {nonsense}")]
        public void Bad(string p) => Log.Add(p);
    }
}
