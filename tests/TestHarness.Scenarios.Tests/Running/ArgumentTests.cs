using Reqnroll;
using TestHarness.Scenarios.Tests.Support;

namespace TestHarness.Scenarios.Tests.Running;

/// <summary>What of a step's text reaches its method.</summary>
public sealed class ArgumentTests
{
    [SetUp]
    public void Clear() => Log.Clear();

    [TestCase("When it says \"a b\"", "a b")]
    [TestCase("When it says 'a b'", "a b")]
    [TestCase("When it says \"\"", "")]
    [TestCase("When it says \"a \\\"b\\\" c\"", "a \"b\" c")]
    [TestCase("When it says 'it\\'s'", "it's")]
    [TestCase("When it says \"it's\"", "it's")]
    [TestCase("When it says \"\\\\dev\\n\"", "\\dev\\n")]
    [TestCase("When the word \\\"x\\\"", "\\\"x\\\"")]
    [TestCase("When the number -3", "-3")]
    [TestCase("When the size .5", "0.5")]
    [TestCase("When by expression \"a \\\"b\\\"\"", "a \\\"b\\\"")]
    [TestCase("When 1 vHBA LUN moves", "1")]
    [TestCase("When 2 vHBA LUNs migrate", "2")]
    public async Task A_method_gets(string step, string argument)
    {
        var result = await Engine.RunStepsAsync(step, typeof(Steps));
        Assert.That(Log.All, Is.EqualTo(new[] { argument }), $"{result.Error}");
    }

    [Binding]
    public sealed class Steps
    {
        [When("it says {string}")]
        public void Says(string text) => Log.Add(text);

        [When("the word {word}")]
        public void Word(string word) => Log.Add(word);

        [When("the number {int}")]
        public void Number(int number) => Log.Add(number);

        [When("the size {double}")]
        public void Size(double size) => Log.Add(FormattableString.Invariant($"{size}"));

        [When("^by expression \"(.*)\"$")]
        public void ByExpression(string text) => Log.Add(text);

        [When("{int} vHBA LUN(s) move(s)/migrate")]
        public void Moves(int count) => Log.Add(count);
    }
}
