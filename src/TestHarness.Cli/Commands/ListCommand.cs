using System.CommandLine;
using TestHarness.Cli.Selection;
using TestHarness.Cli.Terminals;

namespace TestHarness.Cli.Commands;

/// <summary>The command 'harness list'.</summary>
internal static class ListCommand
{
    private const string Description = """
        Lists scenarios: where each one is, its title, its tags.

        In a file or a pipe, each scenario is one line, however long, unless the environment variable COLUMNS is set.

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
            var (place, tags) = ($"{Places.Of(scenario)}:", string.Concat(scenario.Tags.Select(tag => $" @{tag}")));
            if (Terminal.Output.HasChosenWidth)
                Terminal.Output.WriteRow(
                    hanging: 4, (place, Tone.Faint), ($" {scenario.Title}", Tone.Normal), (tags, Tone.Faint));
            else
                Terminal.Output.WriteLine($"{place} {scenario.Title}{tags}");
        }

        if (selection.Features.Errors.IsEmpty)
            return ExitCode.Success;
        throw new BadInputException(selection.Features.Errors.Select(error => error.Message));
    }
}
