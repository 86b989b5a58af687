using System.CommandLine;
using TestHarness.Cli.Selection;
using TestHarness.Cli.Terminals;
using TestHarness.Cli.Vocabulary;
using TestHarness.Scenarios.Runtime;

namespace TestHarness.Cli.Commands;

/// <summary>The command 'harness steps'.</summary>
internal static class StepsCommand
{
    private const string Description = """
        Lists the steps that a feature can use, with what each does.

        Examples:
          harness steps
          harness steps --steps MyLab.Steps.dll
          harness steps --write      writes docs/writing-features.md again
        """;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var inputs = new Inputs();
        var write = new Option<bool>("--write") { Description = "Write docs/writing-features.md instead." };
        var command = new Command("steps", Description) { inputs.Environment, inputs.Steps, write };
        command.SetAction(parsed => parsed.GetValue(write) ? Write() : List(Load(parsed, inputs)));
        return command;
    }

    private static int Write()
    {
        File.WriteAllText(WritingFeatures.Path, WritingFeatures.Render());
        Terminal.Output.WriteLine($"written: {Places.Of(WritingFeatures.Path)}", Tone.Good);
        return ExitCode.Success;
    }

    private static StepVocabulary Load(ParseResult parsed, Inputs inputs)
    {
        var environment = parsed.GetValue(inputs.Environment) is { } name ? EnvironmentSelection.Choose(name) : null;
        return StepSelection.Load(environment, inputs.StepsOf(parsed));
    }

    private static int List(StepVocabulary steps)
    {
        foreach (var group in StepGroup.Of(steps))
        {
            Terminal.Output.WriteLine();
            Terminal.Output.WriteLine(group.Name, Tone.Strong);
            foreach (var step in group.Steps)
            {
                Terminal.Output.WriteFolded(StepGroup.Text(step), indent: 2, hanging: 4);
                if (step.Summary is { } summary)
                    Terminal.Output.WriteFolded(summary, indent: 6, tone: Tone.Faint);
            }
        }

        return ExitCode.Success;
    }
}
