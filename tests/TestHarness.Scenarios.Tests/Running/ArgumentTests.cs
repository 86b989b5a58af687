using Reqnroll;
using TestHarness.Scenarios.Tests.Support;

namespace TestHarness.Scenarios.Tests.Running;

/// <summary>What of a step's text reaches its method.</summary>
public sealed class ArgumentTests
{
    [SetUp]
    public void Clear() => Log.Clear();

    [TestCase("Given it says \"a b\"", "a b")]
    [TestCase("Given it says 'a b'", "a b")]
    [TestCase("Given it says \"\"", "")]
    [TestCase("Given it says \"a \\\"b\\\" c\"", "a \"b\" c")]
    [TestCase("Given it says 'it\\'s'", "it's")]
    [TestCase("Given it says \"it's\"", "it's")]
    [TestCase("Given it says \"\\\\dev\\n\"", "\\dev\\n")]
    [TestCase("Given the word \\\"x\\\"", "\\\"x\\\"")]
    [TestCase("Given the number -3", "-3")]
    [TestCase("Given the size .5", "0.5")]
    [TestCase("Given by expression \"a \\\"b\\\"\"", "a \\\"b\\\"")]
    [TestCase("Given 1 vHBA LUN moves", "1")]
    [TestCase("Given 2 vHBA LUNs migrate", "2")]
    public async Task A_method_gets(string step, string argument)
    {
        var result = await Engine.RunStepsAsync(step, typeof(Steps));
        Assert.That(Log.All, Is.EqualTo(new[] { argument }), $"{result.Error}");
    }

    [Binding]
    public sealed class Steps
    {
        [Given("it says {string}")]
        public void Says(string text) => Log.Add(text);

        [Given("the word {word}")]
        public void Word(string word) => Log.Add(word);

        [Given("the number {int}")]
        public void Number(int number) => Log.Add(number);

        [Given("the size {double}")]
        public void Size(double size) => Log.Add(FormattableString.Invariant($"{size}"));

        [Given("^by expression \"(.*)\"$")]
        public void ByExpression(string text) => Log.Add(text);

        [Given("{int} vHBA LUN(s) move(s)/migrate")]
        public void Moves(int count) => Log.Add(count);
    }
}
