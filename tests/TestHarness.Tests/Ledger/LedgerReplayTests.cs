using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Ledger;

public sealed class LedgerReplayTests
{
    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void SetUp() => _directory = new TemporaryDirectory();

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public async Task Undoes_what_a_killed_harness_left()
    {
        var id = ProcessTag.NewId();
        using var harness = await Harness.StartAsync(_directory["ledger"], new LocalConnection(), id, _directory["scratch"]);
        Assert.That(await LedgerReplay.AbandonedAsync(_directory["ledger"]), Is.Empty, "its owner lives");
        Assert.That(await LedgerReplay.ReplayAsync(_directory["ledger"], new HostFactory()), Is.Empty);

        await harness.KillAsync();
        Assert.That(await Tagged.EndsAsync($"{id}.leashed"), Is.True);
        Assert.That(await Tagged.RunsAsync(id), Is.True, "a daemon is on no leash");
        Assert.That(await LedgerReplay.AbandonedAsync(_directory["ledger"]), Has.Length.EqualTo(1));

        var undone = await LedgerReplay.ReplayAsync(_directory["ledger"], new HostFactory());

        Assert.That(undone.Select(entry => entry.Description), Is.EqualTo([$"directory {_directory["scratch"]}", $"daemon {id}"]));
        Assert.That(await Tagged.RunsAsync(id), Is.False);
        Assert.That(Directory.Exists(_directory["scratch"]), Is.False);
        Assert.That(Directory.GetFiles(_directory["ledger"]), Is.Empty);
    }

    [Test]
    public async Task Leaves_a_last_line_without_its_end_out()
    {
        var path = await AbandonAsync(ledger => ledger.RecordAsync("local", new LocalConnection(), "made", new Command("true")));
        await File.AppendAllTextAsync(path, "{\"entry\":{\"number\":2,\"ut");

        var undone = await LedgerReplay.ReplayAsync(_directory.Path, new HostFactory());

        Assert.That(undone.Select(entry => entry.Description), Is.EqualTo(["made"]));
    }

    [TestCase("nonsense")]
    [TestCase("{}")]
    [TestCase("{\"undone\":7}")]
    [TestCase("{\"entry\":{\"number\":2}}")]
    public async Task Names_the_line_that_is_malformed_and_undoes_the_other_ledgers(string line)
    {
        var bad = await AbandonAsync(ledger => ledger.RecordAsync("local", new LocalConnection(), "made", new Command("true")));
        await File.AppendAllTextAsync(bad, line + "\n");
        var good = await AbandonAsync(ledger => ledger.RecordAsync("local", new LocalConnection(), "made", new Command("true")));

        Assert.That(
            async () => await LedgerReplay.ReplayAsync(_directory.Path, new HostFactory()),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith($"[leak] {bad}:2 is not a ledger line"));
        Assert.That((File.Exists(bad), File.Exists(good)), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task A_host_that_cannot_be_reached_keeps_its_entries()
    {
        var destination = new SshDestination("127.0.0.1", Port: SshServer.FreePort());
        var path = await AbandonAsync(ledger => ledger.RecordAsync("lab1", new SshConnection(destination), "vHBA", new Command("true")));

        Assert.That(
            async () => await LedgerReplay.ReplayAsync(_directory.Path, new HostFactory()),
            Throws.TypeOf<HarnessException>().With.Message.Contains("vHBA on lab1").And.Message.Contains("refused"));
        Assert.That(await LedgerReplay.AbandonedAsync(_directory.Path), Is.EqualTo([path]));
    }

    [Test]
    public async Task A_host_that_cannot_be_reached_is_tried_once_and_named_once()
    {
        var unreachable = new SshConnection(new SshDestination("127.0.0.1", Port: SshServer.FreePort()));
        await AbandonAsync(async ledger =>
        {
            await ledger.RecordAsync("lab1", unreachable, "directory", new Command("true"));
            await ledger.RecordAsync("lab1", unreachable, "vHBA", new Command("true"));
        });

        Assert.That(
            async () => await LedgerReplay.ReplayAsync(_directory.Path, new HostFactory()),
            Throws.TypeOf<HarnessException>().With.Message.Contains("2 of what was made").And.Message.Contains("vHBA, directory on lab1: "));
    }

    [Test]
    public async Task What_is_on_hosts_of_no_concern_stays()
    {
        var elsewhere = new SshConnection(new SshDestination("127.0.0.1", Port: SshServer.FreePort()));
        var path = await AbandonAsync(async ledger =>
        {
            await ledger.RecordAsync("lab1", elsewhere, "vHBA", new Command("true"));
            await ledger.RecordAsync("local", new LocalConnection(), "directory", new Command("true"));
        });

        var undone = await LedgerReplay.ReplayAsync(_directory.Path, new HostFactory(), connection => connection is LocalConnection);

        Assert.That(undone.Select(entry => entry.Description), Is.EqualTo(["directory"]));
        Assert.That(await LedgerReplay.AbandonedAsync(_directory.Path), Is.EqualTo([path]));
    }

    [Test]
    public async Task What_was_on_a_host_that_is_no_more_is_forgotten()
    {
        var gone = new SshConnection(new SshDestination("127.0.0.1", Port: SshServer.FreePort()));
        await AbandonAsync(ledger => ledger.RecordAsync("lab1", gone, "vHBA", new Command("true")));

        await LedgerReplay.ForgetAsync(_directory.Path, connection => connection == gone);

        Assert.That(await LedgerReplay.ReplayAsync(_directory.Path, new HostFactory()), Is.Empty);
        Assert.That(Directory.GetFiles(_directory.Path), Is.Empty);
    }

    private async Task<string> AbandonAsync(Func<UndoLedger, Task> record)
    {
        await using var ledger = UndoLedger.Open(_directory.Path);
        await record(ledger);
        return ledger.Path;
    }
}
