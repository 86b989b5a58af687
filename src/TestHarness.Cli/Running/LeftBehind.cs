using TestHarness.Cli.Terminals;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Ledger;

namespace TestHarness.Cli.Running;

/// <summary>What lost runs of this user have left on hosts.</summary>
internal static class LeftBehind
{
    /// <summary>Undoes it all, and prints each thing that was removed.</summary>
    /// <returns>The number of things that were removed.</returns>
    public static async Task<int> UndoAsync(CancellationToken cancellationToken)
    {
        await VirtualLab.VirtualLab.OfUser.ForgetGoneAsync(Note, cancellationToken);
        var undone = await LedgerReplay.ReplayAllAsync(HarnessPaths.Ledgers, new HostFactory(), Note, cancellationToken);
        foreach (var entry in undone)
            Terminal.Output.WriteLine($"{entry.Host}: removed {entry.Description}");
        return undone.Length;
    }

    /// <summary>Prints what could not be undone.</summary>
    public static void Note(string text) => Terminal.Output.WriteLine(text, Tone.Bad);
}
