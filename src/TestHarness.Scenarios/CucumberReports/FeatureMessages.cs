using Io.Cucumber.Messages.Types;
using Reqnroll.Formatters.RuntimeSupport;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>What Cucumber's messages tell of a feature file, until the feature has ended.</summary>
internal sealed class FeatureMessages(FeatureText text) : IFeatureLevelCucumberMessages
{
    private FeatureDocument? _document;

    public bool HasMessages => true;

    public Source Source => new(text.Name, text.Text, SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN);

    public GherkinDocument GherkinDocument => Document.Tree;

    public IEnumerable<Pickle> Pickles => Document.Pickles;

    private FeatureDocument Document => _document ??= text.Parse(new UniqueIds());

    /// <summary>Lets go of the syntax tree and the pickles.</summary>
    public void Forget() => _document = null;
}
