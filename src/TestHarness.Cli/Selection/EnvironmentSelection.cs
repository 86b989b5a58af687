using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Selection;

/// <summary>The environment that a user chose.</summary>
internal static class EnvironmentSelection
{
    /// <summary>Reads it, and lets the steps of this process have it.</summary>
    /// <param name="nameOrFile">Null for what the process environment says, or the default.</param>
    /// <exception cref="BadInputException">There is no such environment, or its file has mistakes.</exception>
    public static LabEnvironment Choose(string? nameOrFile)
    {
        if (nameOrFile is not null)
            Environment.SetEnvironmentVariable(RunSettings.EnvironmentVariable, nameOrFile);
        try
        {
            return EnvironmentFile.Load(RunSettings.EnvironmentPath);
        }
        catch (HarnessException e)
        {
            throw new BadInputException(e.Message);
        }
    }
}
