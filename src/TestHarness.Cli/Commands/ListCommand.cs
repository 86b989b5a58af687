using System.CommandLine;
using TestHarness.Cli.Selection;
using TestHarness.Cli.Terminals;

namespace TestHarness.Cli.Commands;

/// <summary>The command 'harness list'.</summary>
internal static class ListCommand
{
    private const string Description = """
        Lists scenarios: where each one is, its title, its tags.

        Example:
          harness list features/migration --tags '@hosts:2'
        """;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var inputs = new Inputs();
        var command = new Command("list", Description) { inputs.Paths, inputs.Tags, inputs.Shard };
        command.SetAction(parsed => List(inputs.Select(parsed)));
        return command;
    }

    private static int List(FeatureSelection selection)
    {
        foreach (var scenario in selection.Scenarios)
        {
            Terminal.Output.Write($"{Places.Of(scenario)}: ", Tone.Faint);
            Terminal.Output.Write(scenario.Title);
            Terminal.Output.WriteLine(string.Concat(scenario.Tags.Select(tag => $" @{tag}")), Tone.Faint);
        }

        if (selection.Features.Errors.IsEmpty)
            return ExitCode.Success;
        throw new BadInputException(selection.Features.Errors.Select(error => error.Message));
    }
}
