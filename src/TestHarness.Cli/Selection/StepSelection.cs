using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Scenarios.Runtime;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Selection;

/// <summary>The step classes that scenarios can use: the project's, the environment's, and those that a user adds.</summary>
internal static class StepSelection
{
    /// <summary>Loads the step classes.</summary>
    /// <param name="environment">The chosen environment; null when there is none.</param>
    /// <param name="added">The paths of the user's assemblies.</param>
    /// <exception cref="BadInputException">An assembly cannot be used, or a method in it.</exception>
    public static StepVocabulary Load(LabEnvironment? environment, ImmutableArray<string> added)
    {
        try
        {
            var others = (environment?.Bindings ?? []).AddRange(added).Distinct().Select(StepAssembly.Load);
            return StepVocabulary.Load([typeof(RunSettings).Assembly, .. others]);
        }
        catch (StepDefinitionException exception)
        {
            throw new BadInputException(exception.Message);
        }
    }
}
