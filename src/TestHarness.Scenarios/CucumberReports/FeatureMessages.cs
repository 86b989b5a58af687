using Io.Cucumber.Messages.Types;
using Reqnroll.Formatters.RuntimeSupport;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>The messages about a feature file.</summary>
internal sealed class FeatureMessages(FeatureText text) : IFeatureLevelCucumberMessages
{
    /// <inheritdoc/>
    public bool HasMessages => true;

    /// <inheritdoc/>
    public Source Source => new(text.Name, text.Text, SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN);

    /// <inheritdoc/>
    public GherkinDocument GherkinDocument => text.Document.Tree;

    /// <inheritdoc/>
    public IEnumerable<Pickle> Pickles => text.Document.Pickles;
}
