using TestHarness.Scenarios.Expressions;
using TestHarness.Scenarios.Registry;

namespace TestHarness.Scenarios.Tests.Expressions;

public sealed class StepPatternTests
{
    [TestCase("I have {int} cukes", "I have 42 cukes", "42")]
    [TestCase("I have {int} cukes", "I have -3 cukes", "-3")]
    [TestCase("a {float} and {double}", "a .5 and 1e-3", ".5|1e-3")]
    [TestCase("the {word} LUN", "the first LUN", "first")]
    [TestCase("host {string} is {string}", "host \"a b\" is 'up'", "a b|up")]
    [TestCase("say {string}", "say \"a \\\"b\\\"\"", "a \"b\"")]
    [TestCase("anything {} goes", "anything at all goes", "at all")]
    [TestCase("{int} vHBA LUN(s) migrate/move", "1 vHBA LUN move", "1")]
    [TestCase("{int} vHBA LUN(s) migrate/move", "2 vHBA LUNs migrate", "2")]
    [TestCase("step(s)/walk it", "walk it", "")]
    [TestCase(@"a \(real\) \{int} and\/or path", "a (real) {int} and/or path", "")]
    [TestCase("{Color} light", "Dark red light", "Dark red")]
    [TestCase("{way} it", "over tcp:12 it", "over tcp:12")]
    [TestCase("a (.*) with (\\d+)", "a thing with 3", "thing|3")]
    [TestCase("^a (b|c)$", "a c", "c")]
    [TestCase("waits (?:for )?(\\d+) s", "waits 3 s", "3")]
    public void Takes_out_the_arguments(string expression, string text, string arguments) =>
        Assert.That(Match(expression, text), Is.EqualTo(arguments.Split('|', StringSplitOptions.RemoveEmptyEntries)));

    [TestCase("I have {int} cukes", "I have many cukes")]
    [TestCase("I have {int} cukes", "I have 1 cukes more")]
    [TestCase("plain text", "plain text more")]
    [TestCase("a.b", "axb")]
    public void Does_not_match(string expression, string text) => Assert.That(Match(expression, text), Is.Null);

    [TestCase("a {unknown} type", "there is no parameter type {unknown}")]
    [TestCase("a (half optional", "has no ')'")]
    [TestCase("a b/", "an alternative is empty")]
    [TestCase("an empty () one", "is empty")]
    public void Says_what_is_wrong_with_an_expression(string expression, string message) =>
        Assert.That(() => Match(expression, expression), Throws.TypeOf<ExpressionException>().With.Message.Contain(message));

    private static IEnumerable<string>? Match(string expression, string text)
    {
        TransformationBinding[] transformations =
            [.. BindingRegistry.Discover([typeof(Ways)]).Transformations];
        var types = new Lazy<ParameterTypes>(() => new ParameterTypes(transformations, [typeof(Color)]));
        return new StepPattern(expression, types).Match(text);
    }

    public enum Color
    {
        DarkRed,
    }

    [Binding]
    public sealed class Ways
    {
        [StepArgumentTransformation(@"over (tcp|unix):(\d+)", Name = "way")]
        public static string Way(string scheme, int port) => $"{scheme} {port}";
    }
}
