using FsCheck;
using FsCheck.Fluent;
using TestHarness.Scenarios.Tags;

namespace TestHarness.Scenarios.Tests.Tags;

public sealed class TagExpressionTests
{
    [TestCase("", "", true)]
    [TestCase("@a", "a", true)]
    [TestCase("a", "a", true)]
    [TestCase("not @a", "a", false)]
    [TestCase("@a and @b", "a", false)]
    [TestCase("@a or @b and @c", "a", true)]
    [TestCase("(@a or @b) and @c", "a", false)]
    [TestCase("@vhba and not (@slow or @nightly)", "vhba,nightly", false)]
    [TestCase("@vhba and not (@slow or @nightly)", "vhba", true)]
    [TestCase("not not @a", "a", true)]
    [TestCase(@"@with\(parens\)", "with(parens)", true)]
    public void Evaluates(string expression, string tags, bool expected) =>
        Assert.That(TagExpression.Parse(expression).Matches(tags.Split(',')), Is.EqualTo(expected));

    [TestCase("@a @b", 3)]
    [TestCase("@a and", 6)]
    [TestCase("(@a or @b", 9)]
    [TestCase("@a)", 2)]
    [TestCase("or @a", 0)]
    public void Says_where_an_expression_is_malformed(string expression, int position) =>
        Assert.That(() => TagExpression.Parse(expression), Throws.TypeOf<TagExpressionException>()
            .With.Property(nameof(TagExpressionException.Position)).EqualTo(position));

    [Test]
    public void Follows_De_Morgan() => Prop.ForAll((bool a, bool b) =>
    {
        string[] tags = [.. new[] { a ? "a" : "", b ? "b" : "" }.Where(t => t.Length > 0)];
        return TagExpression.Parse("not (@a or @b)").Matches(tags) == TagExpression.Parse("not @a and not @b").Matches(tags);
    }).QuickCheckThrowOnFailure();
}
