using TestHarness.Scenarios.CucumberReports;

namespace TestHarness.Scenarios.Features;

/// <summary>The text of a feature file, and its syntax tree while it is used.</summary>
/// <param name="name">The file's name for users.</param>
public sealed class FeatureText(string name, string text)
{
    private readonly Lock _gate = new();
    private FeatureDocument? _document;

    /// <summary>The file's name for users.</summary>
    public string Name => name;

    /// <summary>The text of the file.</summary>
    public string Text => text;

    /// <summary>
    /// The syntax tree and the pickles; the text, which was parsed without errors before, is parsed again for them.
    /// </summary>
    internal FeatureDocument Document
    {
        get
        {
            lock (_gate)
                return _document ??= Parse();
        }
    }

    /// <summary>Releases the syntax tree and the pickles.</summary>
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
