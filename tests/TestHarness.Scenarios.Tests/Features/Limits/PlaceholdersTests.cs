using Gherkin.Ast;
using TestHarness.Scenarios.Features.Limits;

namespace TestHarness.Scenarios.Tests.Features.Limits;

public sealed class PlaceholdersTests
{
    private static readonly TableRow Header = Row("a", "b");

    [TestCase("<a> and <b>", "11 and 2")]
    [TestCase("<<a>>", "<11>")]
    [TestCase("a < b, <b>", "a < b, 2")]
    [TestCase("<a", "<a")]
    [TestCase("<c> <>", "<c> <>")]
    [TestCase("<a><a>>", "1111>")]
    [TestCase("", "")]
    public void Reckons_the_length_of_a_text_that_is_filled_in(string text, string filled) =>
        Assert.That(Placeholders.Of(Header, Row("11", "2")).LengthOf(text), Is.EqualTo(filled.Length));

    [TestCase("<b>", "b")]
    [TestCase("x <a>", "a")]
    [TestCase("<c> < b>", null)]
    public void Finds_a_value_with_a_placeholder_in_it(string value, string? column) =>
        Assert.That(Placeholders.FindNested(Header, Row("1", value))?.Column, Is.EqualTo(column));

    private static TableRow Row(params string[] cells) =>
        new(new Location(1, 1), [.. cells.Select((cell, index) => new TableCell(new Location(1, index + 1), cell))]);
}
