using TestHarness.Scenarios.CucumberReports;

namespace TestHarness.Scenarios.Features;

/// <summary>The text of a feature file, and its syntax tree while something works with it.</summary>
/// <param name="name">The file as it is shown to the user.</param>
public sealed class FeatureText(string name, string text)
{
    private readonly Lock _gate = new();
    private FeatureDocument? _document;

    public string Name => name;

    public string Text => text;

    /// <summary>The syntax tree and the pickles; the text, which has been found right, is parsed again for them.</summary>
    internal FeatureDocument Document
    {
        get
        {
            lock (_gate)
                return _document ??= Parse();
        }
    }

    /// <summary>Lets go of the syntax tree and the pickles.</summary>
    internal void Forget()
    {
        lock (_gate)
            _document = null;
    }

    private FeatureDocument Parse()
    {
        using var reader = new StringReader(text);
        return FeatureDocument.Of(new Gherkin.Parser().Parse(reader), name, new UniqueIds());
    }
}
