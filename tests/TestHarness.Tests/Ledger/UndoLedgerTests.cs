using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Ledger;

public sealed class UndoLedgerTests
{
    private TemporaryDirectory _directory = null!;
    private LocalHost _host = null!;

    [SetUp]
    public void SetUp()
    {
        _directory = new TemporaryDirectory();
        _host = new LocalHost("local");
    }

    [TearDown]
    public async Task TearDown()
    {
        await _host.DisposeAsync();
        _directory.Dispose();
    }

    [Test]
    public async Task An_entry_is_in_the_file_before_its_resource_is_made()
    {
        await using var ledger = UndoLedger.Open(_directory["ledger"]);
        LedgerEntry? seen = null;

        var entry = await new LedgerScope(ledger).ProvisionAsync(_host, "vHBA host7", Append("vHBA"), async () =>
            seen = Pending(await ReadAsync(ledger.Path)).Single());

        Assert.That((seen!.Number, seen.Host, seen.Connection, seen.Description, $"{seen.UndoCommand}"), Is.EqualTo(
            (entry.Number, "local", _host.Connection, "vHBA host7", $"{Append("vHBA")}")));
        Assert.That(ledger.Recorded, Is.EqualTo([entry]));
    }

    [Test]
    public async Task Every_part_of_an_entry_comes_back_from_the_file()
    {
        await using var ledger = UndoLedger.Open(
            _directory["ledger"], text => text.Replace("hunter2", "[secret]", StringComparison.Ordinal));
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
    public async Task Undoes_last_in_first_out_and_removes_the_file()
    {
        await using var ledger = UndoLedger.Open(_directory["ledger"]);
        foreach (var name in new[] { "one", "two", "three" })
            await ledger.RecordAsync(_host, name, Append(name));
        await ledger.CompleteAsync(ledger.Pending[1]);

        await ledger.UndoAllAsync((_, _) => _host);
        await ledger.DisposeAsync();

        Assert.That(await File.ReadAllTextAsync(_directory["undone"]), Is.EqualTo("three\none\n"));
        Assert.That(Directory.GetFiles(_directory["ledger"]), Is.Empty);
    }

    [Test]
    public async Task Goes_on_after_errors_and_names_each()
    {
        await using var ledger = UndoLedger.Open(_directory["ledger"]);
        await ledger.RecordAsync(_host, "first vport", Command.Shell("echo busy >&2; exit 1"));
        await ledger.RecordAsync(_host, "good", Append("good"));
        await ledger.RecordAsync(_host, "second vport", new Command("no-such-program"));

        var failure = Assert.ThrowsAsync<HarnessException>(async () => await ledger.UndoAllAsync((_, _) => _host));

        Assert.That(failure!.FailureClass, Is.EqualTo(FailureClass.Leak));
        Assert.That(failure.Message, Does.Contain("2 of what was made").And.Contain("first vport on local").And.Contain("busy").And.Contain("second vport on local"));
        Assert.That(ledger.Pending.Select(entry => entry.Description), Is.EqualTo(["first vport", "second vport"]));
        Assert.That(File.Exists(_directory["undone"]), Is.True);
    }

    [TestCase(typeof(OperationCanceledException))]
    [TestCase(typeof(IOException))]
    [TestCase(typeof(ObjectDisposedException))]
    public async Task Goes_on_after_an_undo_that_throws(Type error)
    {
        await using var ledger = UndoLedger.Open(_directory["ledger"]);
        await ledger.RecordAsync(_host, "first", Append("first"));
        await ledger.RecordAsync(_host, "broken", new Command("broken"));
        await ledger.RecordAsync(_host, "last", Append("last"));
        var host = new ThrowingHost("local", _host.Connection, command =>
            command.Program == "broken" ? (Exception)Activator.CreateInstance(error, "by itself")! : null);

        var failure = Assert.ThrowsAsync<HarnessException>(async () => await ledger.UndoAllAsync((_, _) => host));

        Assert.That(failure!.Message, Does.StartWith("[leak] 1 of what was made could not be undone")
            .And.Contain("broken on local: ").And.Contain("by itself"));
        Assert.That(ledger.Pending.Select(entry => entry.Description), Is.EqualTo(["broken"]));
        Assert.That(await File.ReadAllTextAsync(_directory["undone"]), Is.EqualTo("last\nfirst\n"));
    }

    [Test]
    public async Task What_a_cancellation_left_is_named_and_stays()
    {
        await using var ledger = UndoLedger.Open(_directory["ledger"]);
        await ledger.RecordAsync(_host, "first", Append("first"));
        await ledger.RecordAsync(_host, "last", Append("last"));

        Assert.That(
            async () => await ledger.UndoAllAsync((_, _) => _host, cancellationToken: new CancellationToken(canceled: true)),
            Throws.TypeOf<HarnessException>().With.Message.Contains("last, first on local: "));
        Assert.That(ledger.Pending, Has.Length.EqualTo(2));
    }

    [Test]
    public async Task A_host_that_cannot_be_connected_leaves_the_others_to_be_undone()
    {
        await using var ledger = UndoLedger.Open(_directory["ledger"]);
        await ledger.RecordAsync("lab1", new SshConnection(new SshDestination("lab1")), "elsewhere", new Command("true"));
        await ledger.RecordAsync(_host, "here", Append("here"));

        Assert.That(
            async () => await ledger.UndoAllAsync(
                (name, _) => name == "lab1" ? throw new InvalidOperationException("no transport") : _host),
            Throws.TypeOf<HarnessException>().With.Message.Contains("elsewhere on lab1: no transport"));
        Assert.That(await File.ReadAllTextAsync(_directory["undone"]), Is.EqualTo("here\n"));
    }

    [Test]
    public async Task An_undo_that_succeeds_while_the_thing_is_there_stays()
    {
        await using var ledger = UndoLedger.Open(_directory["ledger"]);
        var thing = Directory.CreateDirectory(_directory["thing"]).FullName;
        await ledger.RecordAsync(_host, "thing", new Command("true"), Presence.OfPaths(_directory["other"], thing));

        Assert.That(
            async () => await ledger.UndoAllAsync((_, _) => _host),
            Throws.TypeOf<HarnessException>().With.Message.EndsWith(
                $"thing on local: 'true' succeeded, and {thing} is still there"));
        Assert.That(ledger.Pending, Has.Length.EqualTo(1));

        Directory.Delete(thing);
        await ledger.UndoAllAsync((_, _) => _host);
        Assert.That(ledger.Pending, Is.Empty);
    }

    [Test]
    public async Task A_link_to_nothing_is_still_there()
    {
        File.CreateSymbolicLink(_directory["link"], _directory["nothing"]);
        Assert.That(
            await Presence.FindAsync(
                _host, [.. Words(Presence.OfPaths(_directory["link"]))], FailureClass.Leak, CancellationToken.None),
            Is.EqualTo(_directory["link"]));
    }

    [Test]
    public async Task All_that_is_still_there_is_named()
    {
        var look = Presence.OfPaths(_directory.Path, _directory["nothing"], "/");
        Assert.That(
            await Presence.FindAsync(_host, [.. Words(look)], FailureClass.Leak, CancellationToken.None),
            Is.EqualTo($"{_directory.Path}, /"));
    }

    [Test]
    public async Task A_look_that_fails_does_not_show_that_the_thing_is_gone()
    {
        await using var ledger = UndoLedger.Open(_directory["ledger"]);
        await ledger.RecordAsync(_host, "thing", new Command("true"), Command.Shell("echo no permission >&2; exit 2"));

        Assert.That(
            async () => await ledger.UndoAllAsync((_, _) => _host),
            Throws.TypeOf<HarnessException>().With.Message.Contains("exited with 2: no permission"));
        Assert.That(ledger.Pending, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Undoes_at_once_what_was_made_in_part()
    {
        await using var ledger = UndoLedger.Open(_directory["ledger"]);
        var scope = new LedgerScope(ledger);

        Assert.That(
            async () => await scope.ProvisionAsync(
                _host, "vdpa0", Append("vdpa0"), () => throw new HarnessException(FailureClass.Provision, "no master")),
            Throws.TypeOf<HarnessException>().With.Message.EqualTo("[provision] no master"));

        Assert.That(await File.ReadAllTextAsync(_directory["undone"]), Is.EqualTo("vdpa0\n"));
        Assert.That(ledger.Pending, Is.Empty);
    }

    [Test]
    public async Task What_was_there_before_is_another_s_and_is_neither_made_nor_undone()
    {
        await using var ledger = UndoLedger.Open(_directory["ledger"]);
        var others = Directory.CreateDirectory(_directory["others"]).FullName;

        Assert.That(
            async () => await new LedgerScope(ledger).ProvisionAsync(
                _host,
                "directory",
                Remove(others),
                () => throw new InvalidOperationException("it must not be made"),
                Presence.OfPaths(others)),
            Throws.TypeOf<HarnessException>().With.Message.EqualTo(
                $"[provision] directory: {others} exists on local already; it is another's, and is left alone"));

        Assert.That(Directory.Exists(others));
        Assert.That(ledger.Recorded, Is.Empty);
    }

    [Test]
    public async Task What_another_made_in_the_meantime_is_not_undone()
    {
        await using var ledger = UndoLedger.Open(_directory["ledger"]);
        var others = Directory.CreateDirectory(_directory["others"]).FullName;

        Assert.That(
            async () => await new LedgerScope(ledger).ProvisionAtOnceAsync(
                _host, "directory", Remove(others), new Command("mkdir", others)),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[provision] ").And.Message.Contains("File exists"));

        Assert.That(Directory.Exists(others));
        Assert.That(ledger.Pending, Is.Empty);
    }

    [Test]
    public async Task What_is_made_at_once_is_undone_in_the_end()
    {
        await using var ledger = UndoLedger.Open(_directory["ledger"]);
        var made = _directory["made"];

        var entry = await new LedgerScope(ledger).ProvisionAtOnceAsync(
            _host, "directory", Remove(made), new Command("mkdir", made), Presence.OfPaths(made));

        Assert.That((Directory.Exists(made), ledger.Pending.Single()), Is.EqualTo((true, entry)));
        await ledger.UndoAllAsync((_, _) => _host);
        Assert.That(Directory.Exists(made), Is.False);
    }

    [Test]
    public async Task A_creation_of_which_nobody_knows_the_end_is_undone()
    {
        await using var ledger = UndoLedger.Open(_directory["ledger"]);
        var host = new ThrowingHost("local", _host.Connection, command =>
            command.Program == "make" ? new HarnessException(FailureClass.Ssh, "connection lost") : null);

        Assert.That(
            async () => await new LedgerScope(ledger).ProvisionAtOnceAsync(host, "thing", Append("thing"), new Command("make")),
            Throws.TypeOf<HarnessException>().With.Message.EqualTo("[ssh] connection lost"));
        Assert.That(await File.ReadAllTextAsync(_directory["undone"]), Is.EqualTo("thing\n"));
    }

    [Test]
    public async Task A_more_exact_undo_takes_the_place_of_the_first()
    {
        await using var ledger = UndoLedger.Open(_directory["ledger"]);
        var scope = new LedgerScope(ledger);
        var first = await scope.ProvisionAsync(_host, "vHBA", Append("any"), () => Task.CompletedTask);

        var exact = await scope.ReplaceAsync(first, _host, "vHBA 7", Append("7"));

        Assert.That(Pending(await ReadAsync(ledger.Path)).Select(entry => entry.Number), Is.EqualTo([exact.Number]));
        await scope.UndoAsync(exact, _host);
        Assert.That((await File.ReadAllTextAsync(_directory["undone"]), ledger.Pending.IsEmpty), Is.EqualTo(("7\n", true)));
    }

    [Test]
    public async Task What_cannot_be_undone_before_the_end_is_told_and_stays()
    {
        await using var ledger = UndoLedger.Open(_directory["ledger"]);
        var entry = await ledger.RecordAsync(_host, "vHBA", Command.Shell("echo busy >&2; exit 1"));
        Assert.That(
            async () => await new LedgerScope(ledger).UndoAsync(entry, _host),
            Throws.TypeOf<HarnessException>().With.Message.Contains("busy"));
        Assert.That(ledger.Pending, Is.EqualTo([entry]));
    }

    [Test]
    public async Task An_entry_that_is_undone_twice_is_marked_once()
    {
        await using var ledger = UndoLedger.Open(_directory["ledger"]);
        var entry = await ledger.RecordAsync(_host, "vHBA", new Command("true"));
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
            await ledger.RecordAsync(_host, "vHBA", new Command("true"));
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
        var disk = Directory.CreateDirectory(_directory["disk"]).FullName;
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
        var (pending, malformed) = LedgerLine.ReadPending(
            Encoding.UTF8.GetBytes((await host.RunAsync(Command.Shell("cat \"$1\"/*.jsonl", disk))).StandardOutput));
        Assert.That(malformed, Is.Empty);
        Assert.That(pending.Select(entry => entry.Description), Is.EqualTo([last, "after"]));
    }

    [Test]
    public async Task An_undo_that_fails_is_added_to_the_error()
    {
        await using var ledger = UndoLedger.Open(_directory["ledger"]);
        var scope = new LedgerScope(ledger);

        Assert.That(
            async () => await scope.ProvisionAsync(_host, "vdpa0", new Command("false"), () => throw new IOException("no space")),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[provision] no space; undoing vdpa0 failed too: 'false' on local exited with 1"));
        Assert.That(ledger.Pending, Has.Length.EqualTo(1));
    }

    /// <summary>Tells whether the pages of a new file are seen as not written; anything that syncs at this moment writes them.</summary>
    private static bool ShowsUnwritten(string path)
    {
        File.WriteAllText(path, "not flushed");
        return PageCache.Unwritten(path) > 0;
    }

    private Command Append(string word) => Command.Shell("echo $1 >>\"$2\"", word, _directory["undone"]);

    private static Command Remove(string path) => new("rm", "-rf", "--", path);

    private static IEnumerable<string> Words(Command command) => [command.Program, .. command.Arguments];

    private static ImmutableArray<LedgerEntry> Pending(byte[] lines) => LedgerLine.ReadPending(lines).Pending;

    private static async Task<byte[]> ReadAsync(string path)
    {
        await using var host = new LocalHost("reader");
        return Encoding.UTF8.GetBytes((await host.RunAsync(new Command("cat", path))).StandardOutput);
    }
}
