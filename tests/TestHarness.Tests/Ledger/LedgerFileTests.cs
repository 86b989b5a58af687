using System.Globalization;
using System.Text;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Tests.Ledger;

/// <summary>What stands in the file of a ledger, and when.</summary>
public sealed class LedgerFileTests : LedgerFixture
{
    [Test]
    public async Task An_entry_is_in_the_file_before_its_resource_is_made()
    {
        await using var ledger = UndoLedger.Open(Folder["ledger"]);
        LedgerEntry? seen = null;

        var entry = await new LedgerScope(ledger).ProvisionAsync(Host, "vHBA host7", Append("vHBA"), async () =>
            seen = Pending(await ReadAsync(ledger.Path)).Single());

        Assert.That((seen!.Number, seen.Host, seen.Connection, seen.Description, $"{seen.UndoCommand}"), Is.EqualTo(
            (entry.Number, "local", Host.Connection, "vHBA host7", $"{Append("vHBA")}")));
        Assert.That(ledger.Recorded, Is.EqualTo([entry]));
    }

    [Test]
    public async Task Every_part_of_an_entry_comes_back_from_the_file()
    {
        await using var ledger = UndoLedger.Open(
            Folder["ledger"], text => text.Replace("hunter2", "[secret]", StringComparison.Ordinal));
        var connection = new SshConnection(new SshDestination("lab1", Port: 2222, IdentityFile: "/keys/it's"));
        var entry = await ledger.RecordAsync(
            "lab1",
            connection,
            "vHBA of hunter2",
            new Command("virsh", "nodedev-destroy", "hunter2"),
            Presence.OfPaths("/sys/x"));

        var read = Pending(await ReadAsync(ledger.Path)).Single();

        Assert.That((read.Number, read.Utc, read.Host, read.Connection), Is.EqualTo((1, entry.Utc, "lab1", connection)));
        Assert.That(read.Description, Is.EqualTo("vHBA of [secret]"));
        Assert.That(read.Undo, Is.EqualTo(["virsh", "nodedev-destroy", "hunter2"]), "the words of an undo are run as they are");
        Assert.That(read.Look, Is.EqualTo([Presence.OfPaths("/sys/x").Program, .. Presence.OfPaths("/sys/x").Arguments]));
    }

    [Test]
    public async Task An_entry_that_is_undone_twice_is_marked_once()
    {
        await using var ledger = UndoLedger.Open(Folder["ledger"]);
        var entry = await ledger.RecordAsync(Host, "vHBA", new Command("true"));
        await ledger.CompleteAsync(entry);
        await ledger.CompleteAsync(entry);
        Assert.That(LedgerLine.ReadPending(await ReadAsync(ledger.Path)).Malformed, Is.Empty);
    }

    [Test]
    public async Task An_entry_is_past_the_page_cache_when_it_is_recorded()
    {
        // The folder of the test assembly, as /tmp may be in memory, whose pages are always dirty or never.
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, $"ledger-{Guid.NewGuid():n}")).FullName;
        try
        {
            await using var ledger = UndoLedger.Open(folder);
            await ledger.RecordAsync(Host, "vHBA", new Command("true"));
            Assert.That(PageCache.Unwritten(ledger.Path), Is.Zero);

            Skip.Unless(
                Enumerable.Range(0, 20).Any(number => ShowsUnwritten(Path.Combine(folder, $"control{number}"))),
                SkipReason.NoCachestat,
                "this file system does not show pages that are not written");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task A_full_disk_refuses_the_entry_and_leaves_the_ledger_whole()
    {
        await using var host = await NamespaceHost.StartAsync();
        var disk = Directory.CreateDirectory(Folder["disk"]).FullName;
        await host.ShellAsync("mount -t tmpfs -o size=16k tmpfs \"$1\"", disk);

        var said = await host.RunAsync(new Command(Dummy.Program, "full-disk", disk));

        var lines = said.StandardOutput.Split('\n');
        var last = lines[0].Replace("last: ", "", StringComparison.Ordinal);
        var refused = $"entry{int.Parse(last["entry".Length..], CultureInfo.InvariantCulture) + 1}";
        Assert.That(
            lines[1],
            Does.StartWith($"refused: [provision] {refused} on local was not made, as the ledger cannot be written: "),
            said.StandardError);
        Assert.That(lines[2], Is.EqualTo($"pending: {last}"));
        var (pending, _, malformed) = LedgerLine.ReadPending(
            Encoding.UTF8.GetBytes((await host.RunAsync(Command.Shell("cat \"$1\"/*.jsonl", disk))).StandardOutput));
        Assert.That(malformed, Is.Empty);
        Assert.That(pending.Select(entry => entry.Description), Is.EqualTo([last, "after"]));
    }

    /// <summary>
    /// Tells whether the pages of a new file are seen as not written; anything that syncs at this moment writes them.
    /// </summary>
    private static bool ShowsUnwritten(string path)
    {
        File.WriteAllText(path, "not flushed");
        return PageCache.Unwritten(path) > 0;
    }
}
