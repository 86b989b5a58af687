using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Tests.Ledger;

/// <summary>Making things within a scope, and what of them is undone.</summary>
public sealed class LedgerScopeTests : LedgerFixture
{
    [Test]
    public async Task Undoes_at_once_what_was_made_in_part()
    {
        await using var ledger = UndoLedger.Open(Folder["ledger"]);
        var scope = new LedgerScope(ledger);

        Assert.That(
            async () => await scope.ProvisionAsync(
                Host, "vdpa0", Append("vdpa0"), () => throw new HarnessException(FailureClass.Provision, "no master")),
            Throws.TypeOf<HarnessException>().With.Message.EqualTo("[provision] no master"));

        Assert.That(await File.ReadAllTextAsync(Folder["undone"]), Is.EqualTo("vdpa0\n"));
        Assert.That(ledger.Pending, Is.Empty);
    }

    [Test]
    public async Task An_item_that_was_there_before_is_neither_made_nor_undone()
    {
        await using var ledger = UndoLedger.Open(Folder["ledger"]);
        var others = Directory.CreateDirectory(Folder["others"]).FullName;

        Assert.That(
            async () => await new LedgerScope(ledger).ProvisionAsync(
                Host,
                "directory",
                Remove(others),
                () => throw new InvalidOperationException("it must not be made"),
                Presence.OfPaths(others)),
            Throws.TypeOf<HarnessException>().With.Message.EqualTo(
                $"[provision] directory: {others} exists on local already; the harness did not make it, and leaves it alone"));

        Assert.That(Directory.Exists(others));
        Assert.That(ledger.Recorded, Is.Empty);
    }

    [Test]
    public async Task An_item_that_another_made_in_the_meantime_is_not_undone()
    {
        await using var ledger = UndoLedger.Open(Folder["ledger"]);
        var others = Directory.CreateDirectory(Folder["others"]).FullName;

        Assert.That(
            async () => await new LedgerScope(ledger).ProvisionAtOnceAsync(
                Host, "directory", Remove(others), new Command("mkdir", others)),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[provision] ").And.Message.Contains("File exists"));

        Assert.That(Directory.Exists(others));
        Assert.That(ledger.Pending, Is.Empty);
    }

    [Test]
    public async Task An_item_that_is_made_at_once_is_undone_in_the_end()
    {
        await using var ledger = UndoLedger.Open(Folder["ledger"]);
        var made = Folder["made"];

        var entry = await new LedgerScope(ledger).ProvisionAtOnceAsync(
            Host, "directory", Remove(made), new Command("mkdir", made), Presence.OfPaths(made));

        Assert.That((Directory.Exists(made), ledger.Pending.Single()), Is.EqualTo((true, entry)));
        await ledger.UndoAllAsync((_, _) => Host);
        Assert.That(Directory.Exists(made), Is.False);
    }

    [Test]
    public async Task A_creation_of_which_nobody_knows_the_end_is_undone()
    {
        await using var ledger = UndoLedger.Open(Folder["ledger"]);
        var host = new ThrowingHost("local", Host.Connection, command =>
            command.Program == "make" ? new HarnessException(FailureClass.Ssh, "connection lost") : null);

        Assert.That(
            async () => await new LedgerScope(ledger).ProvisionAtOnceAsync(host, "thing", Append("thing"), new Command("make")),
            Throws.TypeOf<HarnessException>().With.Message.EqualTo("[ssh] connection lost"));
        Assert.That(await File.ReadAllTextAsync(Folder["undone"]), Is.EqualTo("thing\n"));
    }

    [Test]
    public async Task A_more_exact_undo_takes_the_place_of_the_first()
    {
        await using var ledger = UndoLedger.Open(Folder["ledger"]);
        var scope = new LedgerScope(ledger);
        var first = await scope.ProvisionAsync(Host, "vHBA", Append("any"), () => Task.CompletedTask);

        var exact = await scope.ReplaceAsync(first, Host, "vHBA 7", Append("7"));

        Assert.That(Pending(await ReadAsync(ledger.Path)).Select(entry => entry.Number), Is.EqualTo([exact.Number]));
        await scope.UndoAsync(exact, Host);
        Assert.That((await File.ReadAllTextAsync(Folder["undone"]), ledger.Pending.IsEmpty), Is.EqualTo(("7\n", true)));
    }

    [Test]
    public async Task An_entry_that_cannot_be_undone_before_the_end_is_reported_and_stays()
    {
        await using var ledger = UndoLedger.Open(Folder["ledger"]);
        var entry = await ledger.RecordAsync(Host, "vHBA", Command.Shell("echo busy >&2; exit 1"));
        Assert.That(
            async () => await new LedgerScope(ledger).UndoAsync(entry, Host),
            Throws.TypeOf<HarnessException>().With.Message.Contains("busy"));
        Assert.That(ledger.Pending, Is.EqualTo([entry]));
    }

    [Test]
    public async Task An_undo_that_fails_is_added_to_the_error()
    {
        await using var ledger = UndoLedger.Open(Folder["ledger"]);
        var scope = new LedgerScope(ledger);

        Assert.That(
            async () => await scope.ProvisionAsync(Host, "vdpa0", new Command("false"), () => throw new IOException("no space")),
            Throws.TypeOf<HarnessException>()
                .With.Message.StartsWith("[provision] no space; undoing vdpa0 failed too: 'false' on local exited with 1"));
        Assert.That(ledger.Pending, Has.Length.EqualTo(1));
    }
}
