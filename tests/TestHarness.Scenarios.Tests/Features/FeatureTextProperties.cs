using FsCheck;
using FsCheck.Fluent;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Tests.Features;

/// <summary>Any text as a feature file is read, or refused with a place.</summary>
public sealed class FeatureTextProperties
{
    private static readonly string[] Words =
    [
        "Feature:", "Rule:", "Background:", "Scenario:", "Scenario Outline:", "Examples:", "Given ", "And ", "* ",
        "@tag", "@", "|", "| a | b |", "\\|",
        "\\n", "\"\"\"", "```", "\"\"\"xml", "# language: de", "# language: xx",
        "#language:", "Funktionalität:", "<a>", "<", ">", "\n", "\n", "\n", "\r\n", "\r", "  ",
        "\t", "\0", "\e[31m", "\ufeff", "\ud800", "\u2028", "\u0085", "x", "ß", "@a#b", "# @x", ":", "text",
    ];

    [Test]
    public void Any_text_is_a_feature_or_an_error_with_a_place()
    {
        var words = Gen.Frequency((9, Gen.Elements(Words)), (1, Gen.Choose(0, char.MaxValue).Select(value => $"{(char)value}")));
        var texts = words.ListOf().Select(parts => string.Concat(parts));
        var headed = texts.Select(
            text => $"Feature: F\n  Scenario Outline: S\n    Given <a>\n    Examples:\n      | a |\n      | 1 |\n{text}");
        Prop.ForAll(Gen.OneOf(texts, headed).ToArbitrary(), IsFeatureOrError)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(10_000).WithEndSize(60));
    }

    [TestCase("# language: xx\nFeature: F", "f:1:1: Language not supported: xx")]
    [TestCase("\0\0\0", "f:1:1: expected:")]
    [TestCase("", "f:1:1: the file has no Feature")]
    [TestCase("Feature: F\n  @a b\n  Scenario: S", "f:2:3: A tag may not contain whitespace")]
    public void Odd_text_is_an_error_with_a_place(string text, string message) =>
        Assert.That(() => FeatureFile.Parse(text, "f"), Throws.TypeOf<FeatureParseException>().With.Message.StartsWith(message));

    [TestCase("Feature: F\r\n  Scenario: S\r\n    Given x\r\n", ExpectedResult = "S: Given x")]
    [TestCase("Feature: F\n  Scenario: a\0b\n    Given x", ExpectedResult = "a\0b: Given x")]
    public string Odd_text_is_read(string text) =>
        FeatureFile.Parse(text, "f").Scenarios.Select(s => $"{s.Title}: {s.ReadSteps().Single()}").Single();

    [Test]
    public void A_message_about_a_long_line_is_short()
    {
        var text = $"Feature: F\n  Scenario: S\n    Given x\n{new string('x', 90_000)}";
        var error = Assert.Throws<FeatureParseException>(() => FeatureFile.Parse(text, "f"))!;
        Assert.That(error.Message, Has.Length.LessThan(600));
    }

    private static bool IsFeatureOrError(string text)
    {
        try
        {
            return FeatureFile.Parse(text, "f").Scenarios.Length >= 0;
        }
        catch (FeatureParseException exception)
        {
            return exception.Errors.All(error => error is { Line: > 0, Message.Length: > 0 });
        }
    }
}
