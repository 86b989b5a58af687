using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Dummy;

/// <summary>A harness that replays ledgers as another user or until it is killed, and one whose disk becomes full.</summary>
internal static class LedgerCommands
{
    public static async Task ReplayAsync(string directory)
    {
        var undone = await LedgerReplay.ReplayAsync(directory, new HostFactory(), note => Console.WriteLine($"noted: {note}"));
        foreach (var entry in undone)
            Console.WriteLine($"undone: {entry.Description}");
    }

    /// <summary>Fills the disk with entries, marks all but the last as undone, makes room, and records one more.</summary>
    public static async Task FillAsync(string directory)
    {
        var room = Path.Combine(directory, "room");
        await File.WriteAllBytesAsync(room, new byte[8192]);
        await using var ledger = UndoLedger.Open(directory);
        await FillAsync(ledger);
        foreach (var entry in ledger.Pending[..^1])
            await ledger.CompleteAsync(entry);
        Console.WriteLine($"pending: {string.Join(", ", ledger.Pending.Select(entry => entry.Description))}");

        File.Delete(room);
        await ledger.RecordAsync("local", new LocalConnection(), "after", new Command("true"));
    }

    private static async Task FillAsync(UndoLedger ledger)
    {
        try
        {
            for (var number = 1; ; number++)
                await ledger.RecordAsync(
                    "local", new LocalConnection(), $"entry{number}", new Command("true", new string('x', 100)));
        }
        catch (HarnessException exception)
        {
            Console.WriteLine($"last: {ledger.Pending[^1].Description}");
            Console.WriteLine($"refused: {exception.Message}");
        }
    }
}
