using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Scenarios.Runtime;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Selection;

/// <summary>Loads the step classes that scenarios can use: of the project, of the environment, and those that a user adds.</summary>
internal static class StepSelection
{
    /// <param name="environment">Null where none was chosen.</param>
    /// <param name="added">The paths of assemblies.</param>
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
