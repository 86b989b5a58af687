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
    public async Task An_entry_is_on_disk_before_its_resource_is_made()
    {
        await using var ledger = UndoLedger.Open(_directory["ledger"]);
        var connection = new SshConnection(new SshDestination("lab1", Port: 2222, IdentityFile: "/keys/it's"));

        await ledger.RecordAsync("lab1", connection, "vHBA host7", new Command("virsh", "nodedev-destroy", "scsi_host7"));

        var written = LedgerLine.ReadPending(ledger.Path, await ReadAsync(ledger.Path));
        Assert.That(written, Has.Length.EqualTo(1));
        Assert.That(written[0].Connection, Is.EqualTo(connection));
        Assert.That(written[0].UndoCommand.ToString(), Is.EqualTo("virsh nodedev-destroy scsi_host7"));
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

    [Test]
    public async Task Undoes_at_once_what_could_not_be_made()
    {
        await using var ledger = UndoLedger.Open(_directory["ledger"]);
        var scope = new LedgerScope(ledger);

        Assert.That(
            async () => await scope.ProvisionAsync(_host, "vdpa0", Append("vdpa0"), () => throw new HarnessException(FailureClass.Provision, "EBUSY")),
            Throws.TypeOf<HarnessException>().With.Message.EqualTo("[provision] EBUSY"));

        Assert.That(await File.ReadAllTextAsync(_directory["undone"]), Is.EqualTo("vdpa0\n"));
        Assert.That(ledger.Pending, Is.Empty);
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

    private Command Append(string word) => Command.Shell("echo $1 >>\"$2\"", word, _directory["undone"]);

    private static async Task<string> ReadAsync(string path)
    {
        await using var host = new LocalHost("reader");
        return (await host.RunAsync(new Command("cat", path))).StandardOutput;
    }
}
