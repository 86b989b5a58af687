using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Tests.Features;

public sealed class PlaceholdersTests
{
    [TestCase("<a> and <b>", "1 and 2")]
    [TestCase("<<a>>", "<1>")]
    [TestCase("a < b, <b>", "a < b, 2")]
    [TestCase("<a", "<a")]
    [TestCase("<c> <>", "<c> <>")]
    [TestCase("<a><a>>", "11>")]
    [TestCase("", "")]
    public void Each_placeholder_is_replaced_once(string text, string filled)
    {
        var placeholders = new Placeholders([new("a", "1"), new("b", "2")]);
        Assert.That((placeholders.Replace(text), placeholders.LengthOf(text)), Is.EqualTo((filled, (long)filled.Length)));
    }

    [Test]
    public void A_value_that_names_another_column_is_not_filled_in_again()
    {
        var placeholders = new Placeholders([new("a", "<b><b>"), new("b", "<a>")]);
        Assert.That(placeholders.Replace("<a> <b>"), Is.EqualTo("<b><b> <a>"));
    }
}
