using System.CommandLine;
using TestHarness.Cli.Running;
using TestHarness.Cli.Terminals;
using TestHarness.Reports.Records;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Commands;

/// <summary>The command 'harness runs'.</summary>
internal static class RunsCommand
{
    private const string Description = """
        Lists the runs that have a record, the latest first: name, start, environment, scenarios by outcome, duration, state.

        A name, or its beginning where no other run has it, is what 'harness run --failed' and 'harness run --resume' take.
        """;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var reports = new Option<string>("--reports")
        {
            Description = "The folder of the reports; else what TESTHARNESS_REPORTS says, else the project's reports.",
            HelpName = "FOLDER",
        };
        var command = new Command("runs", Description) { reports };
        command.SetAction(parsed => List(new RunFolders(parsed.GetValue(reports) ?? RunSettings.Reports)));
        return command;
    }

    private static int List(RunFolders runs)
    {
        if (runs.Ids.IsEmpty)
        {
            Terminal.Output.WriteLine("no run has a record yet");
            return ExitCode.Success;
        }

        var (table, notices) = RunTable.Of(runs);
        Terminal.Output.Write(table);
        foreach (var notice in notices)
            Terminal.Error.WriteLine(notice, Tone.Warning);
        return ExitCode.Success;
    }
}
