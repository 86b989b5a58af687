using TestHarness.Cli.Terminals;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Ledger;
using Command = System.CommandLine.Command;

namespace TestHarness.Cli.Commands;

/// <summary>The command 'harness clean'.</summary>
internal static class CleanCommand
{
    private const string Description = """
        Undoes on all hosts what runs that were killed have left behind, and ends the failed scenarios that 'harness run --keep'
        has kept. Runs that are in progress are left alone.
        """;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var command = new Command("clean", Description);
        command.SetAction((_, cancellationToken) => CleanAsync(cancellationToken));
        return command;
    }

    private static async Task<int> CleanAsync(CancellationToken cancellationToken)
    {
        await VirtualLab.VirtualLab.OfUser.ForgetGoneAsync(Note, cancellationToken);
        var undone = await LedgerReplay.ReplayAllAsync(HarnessPaths.Ledgers, new HostFactory(), Note, cancellationToken);
        foreach (var entry in undone)
            Terminal.Output.WriteLine($"{entry.Host}: removed {entry.Description}");
        Terminal.Output.WriteLine(undone.IsEmpty ? "nothing was left behind" : $"{undone.Length} removed", Tone.Good);
        return ExitCode.Success;
    }

    private static void Note(string text) => Terminal.Output.WriteLine(text, Tone.Bad);
}
