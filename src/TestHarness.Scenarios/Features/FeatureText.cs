using Gherkin.CucumberMessages;

namespace TestHarness.Scenarios.Features;

/// <summary>The text of a feature file.</summary>
/// <param name="Name">The file as it is shown to the user.</param>
public sealed record FeatureText(string Name, string Text)
{
    /// <summary>Parses the text, which has been found right, again: reports need the syntax tree while the feature runs.</summary>
    /// <param name="ids">Makes the ids, which must differ between all documents of a report.</param>
    internal FeatureDocument Parse(IIdGenerator ids)
    {
        using var reader = new StringReader(Text);
        return FeatureDocument.Of(new Gherkin.Parser().Parse(reader), Name, ids);
    }
}
