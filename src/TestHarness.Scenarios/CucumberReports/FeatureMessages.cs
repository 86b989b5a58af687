using Io.Cucumber.Messages.Types;
using Reqnroll.Formatters.RuntimeSupport;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>What Cucumber's messages tell of a feature file.</summary>
internal sealed class FeatureMessages(FeatureText text) : IFeatureLevelCucumberMessages
{
    public bool HasMessages => true;

    public Source Source => new(text.Name, text.Text, SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN);

    public GherkinDocument GherkinDocument => text.Document.Tree;

    public IEnumerable<Pickle> Pickles => text.Document.Pickles;
}
