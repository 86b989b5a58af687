using Io.Cucumber.Messages.Types;
using Reqnroll.Formatters.RuntimeSupport;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>What Cucumber's messages tell of a feature file.</summary>
internal sealed class FeatureMessages(FeatureText text) : IFeatureLevelCucumberMessages
{
    private readonly Lazy<FeatureDocument> _document = new(() => text.Parse(new UniqueIds()));

    public bool HasMessages => true;

    public Source Source => new(text.Name, text.Text, SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN);

    public GherkinDocument GherkinDocument => _document.Value.Tree;

    public IEnumerable<Pickle> Pickles => _document.Value.Pickles;
}
