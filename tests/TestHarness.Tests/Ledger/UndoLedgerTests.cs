using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Tests.Ledger;

/// <summary>Undoing the entries of a ledger.</summary>
public sealed class UndoLedgerTests : LedgerFixture
{
    [Test]
    public async Task Undoes_last_in_first_out_and_removes_the_file()
    {
        await using var ledger = UndoLedger.Open(Folder["ledger"]);
        foreach (var name in new[] { "one", "two", "three" })
            await ledger.RecordAsync(Host, name, Append(name));
        await ledger.CompleteAsync(ledger.Pending[1]);

        await ledger.UndoAllAsync((_, _) => Host);
        await ledger.DisposeAsync();

        Assert.That(await File.ReadAllTextAsync(Folder["undone"]), Is.EqualTo("three\none\n"));
        Assert.That(Directory.GetFiles(Folder["ledger"]), Is.Empty);
    }

    [Test]
    public async Task Goes_on_after_errors_and_names_each()
    {
        await using var ledger = UndoLedger.Open(Folder["ledger"]);
        await ledger.RecordAsync(Host, "first vport", Command.Shell("echo busy >&2; exit 1"));
        await ledger.RecordAsync(Host, "good", Append("good"));
        await ledger.RecordAsync(Host, "second vport", new Command("no-such-program"));

        var failure = await Assert.ThrowsAsync<HarnessException>(async () => await ledger.UndoAllAsync((_, _) => Host));

        Assert.That(failure!.FailureClass, Is.EqualTo(FailureClass.Leak));
        Assert.That(
            failure.Message, Does.Contain("2 ledger entries")
                .And.Contain("first vport on local").And.Contain("busy").And.Contain("second vport on local"));
        Assert.That(ledger.Pending.Select(entry => entry.Description), Is.EqualTo(["first vport", "second vport"]));
        Assert.That(File.Exists(Folder["undone"]), Is.True);
    }

    [TestCase(typeof(OperationCanceledException))]
    [TestCase(typeof(IOException))]
    [TestCase(typeof(ObjectDisposedException))]
    public async Task Goes_on_after_an_undo_that_throws(Type error)
    {
        await using var ledger = UndoLedger.Open(Folder["ledger"]);
        await ledger.RecordAsync(Host, "first", Append("first"));
        await ledger.RecordAsync(Host, "broken", new Command("broken"));
        await ledger.RecordAsync(Host, "last", Append("last"));
        var host = new ThrowingHost("local", Host.Connection, command =>
            command.Program == "broken" ? (Exception)Activator.CreateInstance(error, "by itself")! : null);

        var failure = await Assert.ThrowsAsync<HarnessException>(async () => await ledger.UndoAllAsync((_, _) => host));

        Assert.That(failure!.Message, Does.StartWith("[leak] 1 ledger entry could not be undone")
            .And.Contain("broken on local: ").And.Contain("by itself"));
        Assert.That(ledger.Pending.Select(entry => entry.Description), Is.EqualTo(["broken"]));
        Assert.That(await File.ReadAllTextAsync(Folder["undone"]), Is.EqualTo("last\nfirst\n"));
    }

    [Test]
    public async Task Entries_that_a_cancellation_left_are_named_and_stay()
    {
        await using var ledger = UndoLedger.Open(Folder["ledger"]);
        await ledger.RecordAsync(Host, "first", Append("first"));
        await ledger.RecordAsync(Host, "last", Append("last"));

        Assert.That(
            async () => await ledger.UndoAllAsync((_, _) => Host, cancellationToken: new CancellationToken(canceled: true)),
            Throws.TypeOf<HarnessException>().With.Message.Contains("last, first on local: "));
        Assert.That(ledger.Pending, Has.Length.EqualTo(2));
    }

    [Test]
    public async Task A_host_that_cannot_be_connected_leaves_the_others_to_be_undone()
    {
        await using var ledger = UndoLedger.Open(Folder["ledger"]);
        await ledger.RecordAsync("lab1", new SshConnection(new SshDestination("lab1")), "elsewhere", new Command("true"));
        await ledger.RecordAsync(Host, "here", Append("here"));

        Assert.That(
            async () => await ledger.UndoAllAsync(
                (name, _) => name == "lab1" ? throw new InvalidOperationException("no transport") : Host),
            Throws.TypeOf<HarnessException>().With.Message.Contains("elsewhere on lab1: no transport"));
        Assert.That(await File.ReadAllTextAsync(Folder["undone"]), Is.EqualTo("here\n"));
    }

    [Test]
    public async Task An_undo_that_succeeds_while_the_thing_is_there_stays()
    {
        await using var ledger = UndoLedger.Open(Folder["ledger"]);
        var thing = Directory.CreateDirectory(Folder["thing"]).FullName;
        await ledger.RecordAsync(Host, "thing", new Command("true"), Presence.OfPaths(Folder["other"], thing));

        Assert.That(
            async () => await ledger.UndoAllAsync((_, _) => Host),
            Throws.TypeOf<HarnessException>().With.Message.EndsWith(
                $"thing on local: 'true' succeeded, but {thing} is still there"));
        Assert.That(ledger.Pending, Has.Length.EqualTo(1));

        Directory.Delete(thing);
        await ledger.UndoAllAsync((_, _) => Host);
        Assert.That(ledger.Pending, Is.Empty);
    }

    [Test]
    public async Task A_link_to_nothing_is_still_there()
    {
        File.CreateSymbolicLink(Folder["link"], Folder["nothing"]);
        Assert.That(
            await Presence.FindAsync(
                Host, [.. Words(Presence.OfPaths(Folder["link"]))], FailureClass.Leak, CancellationToken.None),
            Is.EqualTo(Folder["link"]));
    }

    [Test]
    public async Task All_that_is_still_there_is_named()
    {
        var look = Presence.OfPaths(Folder.Path, Folder["nothing"], "/");
        Assert.That(
            await Presence.FindAsync(Host, [.. Words(look)], FailureClass.Leak, CancellationToken.None),
            Is.EqualTo($"{Folder.Path}, /"));
    }

    [Test]
    public async Task A_look_that_fails_does_not_show_that_the_thing_is_gone()
    {
        await using var ledger = UndoLedger.Open(Folder["ledger"]);
        await ledger.RecordAsync(Host, "thing", new Command("true"), Command.Shell("echo no permission >&2; exit 2"));

        Assert.That(
            async () => await ledger.UndoAllAsync((_, _) => Host),
            Throws.TypeOf<HarnessException>().With.Message.Contains("exited with 2: no permission"));
        Assert.That(ledger.Pending, Has.Length.EqualTo(1));
    }
}
