using System.Collections.Immutable;
using Gherkin.CucumberMessages;
using Gherkin.CucumberMessages.Pickles;
using Io.Cucumber.Messages.Types;

namespace TestHarness.Scenarios.Features;

/// <summary>
/// A feature file as Cucumber's messages describe it: the syntax tree, and a pickle for each scenario and example.
/// </summary>
internal sealed class FeatureDocument(GherkinDocument tree, ImmutableArray<Pickle> pickles)
{
    private readonly Lazy<StepCompiler> _steps = new(() => new StepCompiler(tree.Feature, tree.Uri));

    /// <summary>The syntax tree.</summary>
    public GherkinDocument Tree => tree;

    /// <summary>The pickles, in the order of the file.</summary>
    public ImmutableArray<Pickle> Pickles => pickles;

    /// <summary>Compiles the steps of a scenario or example.</summary>
    public ImmutableArray<StepPlan> StepsOf(int pickle) => _steps.Value.Compile(pickles[pickle]);

    /// <summary>Converts the parser's tree, and compiles it with Gherkin's own compiler.</summary>
    /// <param name="name">The file's name for users.</param>
    /// <param name="ids">Makes the ids, which must differ between all documents of a report.</param>
    public static FeatureDocument Of(Gherkin.Ast.GherkinDocument parsed, string name, IIdGenerator ids)
    {
        var tree = new AstMessagesConverter(ids).ConvertGherkinDocumentToEventArgs(parsed, name);
        return new FeatureDocument(tree, [.. new PickleCompiler(ids).Compile(tree)]);
    }
}
