using System.Collections.Immutable;
using TestHarness.Scenarios.Catalogue;
using TestHarness.Scenarios.Runtime;

namespace TestHarness.Cli.Vocabulary;

/// <summary>The steps of one class.</summary>
internal sealed record StepGroup(string Name, ImmutableArray<StepDescription> Steps)
{
    private const string ClassSuffix = "Steps";

    /// <summary>Groups the steps of a vocabulary.</summary>
    public static ImmutableArray<StepGroup> Of(StepVocabulary steps) =>
    [
        .. StepCatalogue.Of(steps)
            .GroupBy(step => step.ClassName)
            .Select(group => new StepGroup(NameOf(group.Key), [.. group])),
    ];

    /// <summary>Returns the step as a feature has it, with its parameters.</summary>
    public static string Text(StepDescription step) => $"{string.Join('/', step.Types)} {step.Expression}";

    private static string NameOf(string className) =>
        className.EndsWith(ClassSuffix, StringComparison.Ordinal) ? className[..^ClassSuffix.Length] : className;
}
