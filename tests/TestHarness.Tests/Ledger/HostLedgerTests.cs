using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Leases;
using TestHarness.Ledger;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Ledger;

/// <summary>A host over SSH that keeps copies of ledgers; its /var/tmp is its own.</summary>
public sealed class HostLedgerTests
{
    private const string Made = "/var/tmp/made";

    private readonly List<string> _notes = [];
    private TemporaryDirectory _directory = null!;
    private SshServer _server = null!;
    private SshHost _host = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await SshServer.StartAsync(site: new HostSite { IsMachine = true });
        _host = new SshHost("host1", _server.Destination);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _host.DisposeAsync();
        await _server.DisposeAsync();
    }

    [SetUp]
    public void SetUp()
    {
        _notes.Clear();
        _directory = new TemporaryDirectory();
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        await ShellAsync("rm -rf /var/tmp/*");
        _directory.Dispose();
    }

    [Test]
    public async Task Any_tester_undoes_what_a_lost_run_has_left_the_last_first()
    {
        await AbandonAsync(
            ("first", Command.Shell("echo first >> /var/tmp/undone")), ("last", Command.Shell("echo last >> /var/tmp/undone")));

        var undone = await LedgerReplay.ReplayHostAsync(_host, _notes.Add);

        Assert.That(undone.Select(entry => entry.Description), Is.EqualTo(["first", "last"]));
        Assert.That(await ShellAsync("cat /var/tmp/undone"), Is.EqualTo("last\nfirst\n"));
        Assert.That(_notes, Is.EqualTo([
            "host1: removed last, which a lost run has left", "host1: removed first, which a lost run has left"]));
        Assert.That(await CopiesAsync(), Is.Empty);
    }

    [Test]
    public async Task An_entry_is_on_the_host_when_it_is_recorded_and_gone_when_it_is_undone()
    {
        await using var ledger = Open();
        await ledger.RecordAsync(_host, "made", new Command("rm", Made));
        Assert.That(await CopiesAsync(), Does.Contain("\"description\":\"made\"").And.Not.Contain("127.0.0.1"));

        await ShellAsync($"touch {Made}");
        await ledger.UndoAllAsync((_, _) => _host);

        Assert.That(await CopiesAsync(), Is.Empty);
    }

    [Test]
    public async Task Nothing_is_undone_while_a_run_has_the_host()
    {
        await AbandonAsync(("made", new Command("rm", Made)));
        await ShellAsync($"touch {Made}");
        await using (await TakeAsync())
        {
            Assert.That(await LedgerReplay.ReplayHostAsync(_host, _notes.Add), Is.Empty);
            Assert.That(await ReplayAsync(), Is.Empty);
            Assert.That(_notes, Has.Count.EqualTo(2).And.All.Match(
                "^what runs have left on host1 stays there for now: host1 is in use \\(host: .* for 'a test' since "));
            Assert.That(await ShellAsync($"ls {Made}"), Is.EqualTo($"{Made}\n"));
        }

        Assert.That((await ReplayAsync()).Select(entry => entry.Description), Is.EqualTo(["made"]));
        Assert.That(await CopiesAsync(), Is.Empty);
    }

    [Test]
    public async Task What_could_not_be_undone_stays_alone_and_is_told()
    {
        await AbandonAsync(("stays", Command.Shell("echo not yet >&2; exit 1")), ("goes", new Command("true")));

        var undone = await LedgerReplay.ReplayHostAsync(_host, _notes.Add);

        Assert.That(undone.Select(entry => entry.Description), Is.EqualTo(["goes"]));
        Assert.That(_notes[^1], Does.Match("^host1: stays, which a lost run has left, could not be removed: .*not yet"));
        Assert.That(await CopiesAsync(), Does.Contain("\"stays\"").And.Not.Contain("\"goes\""));
    }

    [Test]
    public async Task A_line_that_is_no_entry_is_told_and_the_others_are_undone()
    {
        await AbandonAsync(("made", new Command("true")));
        await ShellAsync("for file in /var/tmp/testharness-ledgers-*/*; do printf nonsense >> \"$file\"; done");

        var undone = await LedgerReplay.ReplayHostAsync(_host, _notes.Add);

        Assert.That(undone.Select(entry => entry.Description), Is.EqualTo(["made"]));
        Assert.That(_notes[0], Does.Match("^host1: line 2 of the ledger .*\\.jsonl there is left out: 'nonsense'"));
    }

    [Test]
    public async Task Nothing_that_another_user_has_written_is_run()
    {
        await AbandonAsync(("made", new Command("touch", Made)));
        await ShellAsync("chown 65534 /var/tmp/testharness-ledgers-*");

        const string Refused = "/var/tmp/testharness-ledgers-[0-9]+ is not a folder of this user: remove it";
        Assert.That(
            async () => await LedgerReplay.ReplayHostAsync(_host, _notes.Add),
            Throws.TypeOf<HarnessException>().With.Message.Match(Refused));
        await using var ledger = Open();
        Assert.That(
            async () => await ledger.RecordAsync(_host, "made", new Command("true")),
            Throws.TypeOf<HarnessException>().With.Message.Match(Refused)
                .And.Property("FailureClass").EqualTo(FailureClass.Provision));
        Assert.That(await ShellAsync($"ls {Made} 2> /dev/null || :"), Is.Empty);
    }

    private UndoLedger Open() => UndoLedger.Open(_directory["ledger"], copies: _ => _host);

    private async Task AbandonAsync(params (string Description, Command Undo)[] entries)
    {
        await using var ledger = Open();
        foreach (var (description, undo) in entries)
            await ledger.RecordAsync(_host, description, undo);
    }

    private Task<Lease> TakeAsync() => Lease.TakeAsync(
        _host, [LeaseName.Host], LeaseOwner.OfThisProcess("a test"), LeaseTerms.Usual, _notes.Add);

    private Task<ImmutableArray<LedgerEntry>> ReplayAsync() =>
        LedgerReplay.ReplayAsync(_directory["ledger"], new HostFactory(), _notes.Add);

    private Task<string> CopiesAsync() => ShellAsync("cat /var/tmp/testharness-ledgers-*/* 2> /dev/null || :");

    private async Task<string> ShellAsync(string script)
    {
        var result = await _host.RunAsync(Command.Shell(script));
        Assert.That(result.Succeeded, result.StandardError);
        return result.StandardOutput;
    }
}
