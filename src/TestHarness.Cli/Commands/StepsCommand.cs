using System.CommandLine;
using TestHarness.Cli.Terminals;
using TestHarness.Cli.Vocabulary;

namespace TestHarness.Cli.Commands;

internal static class StepsCommand
{
    private const string Description = """
        Lists the steps that a feature can use, with what each does.

        Examples:
          harness steps
          harness steps --write      writes docs/writing-features.md anew
        """;

    public static Command Create()
    {
        var write = new Option<bool>("--write") { Description = "Write docs/writing-features.md instead." };
        var command = new Command("steps", Description) { write };
        command.SetAction(parsed => parsed.GetValue(write) ? Write() : List());
        return command;
    }

    private static int Write()
    {
        File.WriteAllText(WritingFeatures.Path, WritingFeatures.Render());
        Terminal.Output.WriteLine($"written: {Places.Of(WritingFeatures.Path)}", Tone.Good);
        return ExitCode.Success;
    }

    private static int List()
    {
        foreach (var group in StepGroup.All())
        {
            Terminal.Output.WriteLine();
            Terminal.Output.WriteLine(group.Name, Tone.Strong);
            foreach (var step in group.Steps)
            {
                Terminal.Output.WriteLine($"  {StepGroup.Text(step)}");
                if (step.Summary is { } summary)
                    Terminal.Output.WriteIndented(summary, 6, Tone.Faint);
            }
        }

        return ExitCode.Success;
    }
}
