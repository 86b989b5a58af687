using Io.Cucumber.Messages.Types;
using Reqnroll.Formatters.RuntimeSupport;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>
/// The messages about a run of a feature file. Reports know a document by its URI: each round after the first one has its own.
/// </summary>
/// <param name="round">The number of the feature's run, from 1.</param>
internal sealed class FeatureMessages(FeatureText text, int round = 1) : IFeatureLevelCucumberMessages
{
    /// <inheritdoc/>
    public bool HasMessages => true;

    /// <inheritdoc/>
    public Source Source => new(Uri(text.Name), text.Text, SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN);

    /// <inheritdoc/>
    public GherkinDocument GherkinDocument
    {
        get
        {
            var tree = text.Document.Tree;
            return round == 1 ? tree : new GherkinDocument(Uri(tree.Uri), tree.Feature, tree.Comments);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<Pickle> Pickles => round == 1 ? text.Document.Pickles : text.Document.Pickles.Select(Rename);

    private string Uri(string uri) => round == 1 ? uri : $"{uri} (round {round})";

    private Pickle Rename(Pickle pickle) => new(
        pickle.Id, Uri(pickle.Uri), pickle.Name, pickle.Language, pickle.Steps, pickle.Tags, pickle.AstNodeIds);
}
