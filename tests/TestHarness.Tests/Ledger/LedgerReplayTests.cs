using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Ledger;

public sealed class LedgerReplayTests
{
    private readonly List<string> _notes = [];
    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void SetUp()
    {
        _notes.Clear();
        _directory = new TemporaryDirectory();
    }

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public async Task Undoes_what_a_killed_harness_left()
    {
        var id = ProcessTag.NewId();
        using var harness = await Harness.StartAsync(_directory["ledger"], new LocalConnection(), id, _directory["scratch"]);
        Assert.That(Abandoned(_directory["ledger"]), Is.Empty, "its owner lives");
        Assert.That(await ReplayAsync(_directory["ledger"]), Is.Empty);

        await harness.KillAsync();
        Assert.That(await Tagged.EndsAsync($"{id}.leashed"), Is.True);
        Assert.That(await Tagged.RunsAsync(id), Is.True, "a daemon is on no leash");
        Assert.That(Abandoned(_directory["ledger"]), Has.Length.EqualTo(1));

        var undone = await ReplayAsync(_directory["ledger"]);

        Assert.That(
            undone.Select(entry => entry.Description), Is.EqualTo([$"directory {_directory["scratch"]}", $"daemon {id}"]));
        Assert.That(await Tagged.RunsAsync(id), Is.False);
        Assert.That(Directory.Exists(_directory["scratch"]), Is.False);
        Assert.That(Directory.GetFiles(_directory["ledger"]), Is.Empty);
    }

    [Test]
    public async Task What_a_kept_scenario_has_made_stays_until_all_is_undone()
    {
        var scenario = new KeptScenario("Ping-pong", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        await AbandonAsync(async ledger =>
        {
            await ledger.RecordAsync("host2", new LocalConnection(), "made", new Command("true"));
            await ledger.KeepAsync(scenario);
        });

        Assert.That(await ReplayAsync(_directory.Path), Is.Empty);
        var kept = await LedgerReplay.FindKeptAsync(_directory.Path, _ => true, _notes.Add);
        Assert.That(kept.Select(each => (each.Scenario, each.Hosts[0])), Is.EqualTo([(scenario, "host2")]));
        Assert.That(await LedgerReplay.FindKeptAsync(_directory.Path, _ => false, _notes.Add), Is.Empty);

        var undone = await LedgerReplay.ReplayAllAsync(_directory.Path, new HostFactory(), _notes.Add);

        Assert.That(undone.Select(entry => entry.Description), Is.EqualTo(["made"]));
        Assert.That((_notes, Directory.GetFiles(_directory.Path)), Is.EqualTo((Array.Empty<string>(), Array.Empty<string>())));
    }

    [Test]
    public async Task Leaves_a_last_line_without_its_end_out()
    {
        var path = await AbandonAsync(ledger => ledger.RecordAsync("local", new LocalConnection(), "made", new Command("true")));
        await File.AppendAllTextAsync(path, "{\"entry\":{\"number\":2,\"ut");

        var undone = await ReplayAsync(_directory.Path);

        Assert.That(undone.Select(entry => entry.Description), Is.EqualTo(["made"]));
    }

    [TestCase("nonsense", "'nonsense' is an invalid")]
    [TestCase("null", "no earlier entry has the number that it marks as undone")]
    [TestCase("{}", "no earlier entry has the number that it marks as undone")]
    [TestCase("{\"undone\":7}", "no earlier entry has the number that it marks as undone")]
    [TestCase("{\"undone\":1,\"more\":2}", "could not be mapped")]
    [TestCase("{\"entry\":{\"number\":2}}", "an entry needs host, connection, description and undo")]
    [TestCase(
        "{\"entry\":{\"number\":2,\"host\":\"a\",\"connection\":{\"kind\":\"local\"},\"description\":\"b\",\"undo\":[]}}",
        "an entry needs")]
    [TestCase(
        "{\"entry\":{\"number\":2,\"host\":\"a\",\"connection\":{},\"description\":\"b\",\"undo\":[\"true\"]}}", "discriminator")]
    public async Task A_malformed_line_is_noted_and_set_aside_and_everything_else_is_undone(string line, string why)
    {
        var bad = await AbandonAsync(ledger => RecordAsync(ledger, "before"));
        await File.AppendAllTextAsync(bad, line + "\n");
        await File.AppendAllTextAsync(bad, (await File.ReadAllTextAsync(bad)).Split('\n')[0]
            .Replace("before", "after", StringComparison.Ordinal)
            .Replace("\"number\":1", "\"number\":3", StringComparison.Ordinal) + "\n");
        var whole = await File.ReadAllTextAsync(bad);
        await AbandonAsync(ledger => RecordAsync(ledger, "good"));

        var undone = await ReplayAsync(_directory.Path);

        Assert.That(undone.Select(entry => entry.Description), Is.EquivalentTo(["after", "before", "good"]));
        Assert.That(_notes.Single(), Does.StartWith($"{bad}:2 is not a ledger line (").And.Contain(why)
            .And.EndWith($"the file as it was is {bad}.malformed: read the line there and undo its resource by hand"));
        Assert.That(Directory.GetFiles(_directory.Path), Is.EqualTo([$"{bad}.malformed"]));
        Assert.That(await File.ReadAllTextAsync($"{bad}.malformed"), Is.EqualTo(whole));
        Assert.That(await ReplayAsync(_directory.Path), Is.Empty, "the next run");
        Assert.That(_notes, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Entries_of_a_ledger_with_a_malformed_line_are_undone_by_the_next_run()
    {
        var path = await AbandonAsync(
            ledger => ledger.RecordAsync("local", new LocalConnection(), "busy", new Command("rmdir", _directory["busy"])));
        await File.AppendAllTextAsync(path, "nonsense\n");
        Assert.That(
            async () => await ReplayAsync(_directory.Path),
            Throws.TypeOf<HarnessException>().With.Message.Contains("busy on local"));

        Directory.CreateDirectory(_directory["busy"]);
        Assert.That((await ReplayAsync(_directory.Path)).Select(entry => entry.Description), Is.EqualTo(["busy"]));
        Assert.That(_notes, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Without_a_folder_there_is_nothing_to_undo() => Assert.That(await ReplayAsync(_directory["none"]), Is.Empty);

    [Test]
    public async Task The_oldest_ledger_is_undone_first_and_every_failure_is_reported()
    {
        string[] order = ["c", "a", "b"];
        foreach (var name in order)
        {
            var path = await AbandonAsync(ledger =>
                ledger.RecordAsync("local", new LocalConnection(), name, Command.Shell("echo $1 >&2; exit 1", name)));
            File.Move(path, _directory[$"{name}.jsonl"]);
        }

        Assert.That(
            async () => await ReplayAsync(_directory.Path),
            Throws.TypeOf<HarnessException>().With.Message.Match(@"(?s)^\[leak\] 1 .*: a; 1 .*: b; 1 .*: c$"));
    }

    [Test]
    public async Task Failures_of_different_reasons_are_reported_separately()
    {
        await AbandonAsync(async ledger =>
        {
            await ledger.RecordAsync("local", new LocalConnection(), "vdpa0", Command.Shell("echo held >&2; exit 1"));
            await ledger.RecordAsync("local", new LocalConnection(), "mdev0", Command.Shell("echo busy >&2; exit 1"));
        });
        Assert.That(
            async () => await ReplayAsync(_directory.Path),
            Throws.TypeOf<HarnessException>().With.Message.Match("(?s): mdev0 on local: .*busy; vdpa0 on local: .*held$"));
    }

    [Test]
    public async Task A_ledger_that_was_taken_over_continues_with_the_next_number()
    {
        var path = await AbandonAsync(ledger => RecordAsync(ledger, "one"));
        await using var ledger = UndoLedger.TakeOver(path, _notes.Add);
        Assert.That((await RecordAsync(ledger!, "two")).Number, Is.EqualTo(2));
    }

    [Test]
    public async Task A_number_that_is_there_twice_is_malformed()
    {
        var path = await AbandonAsync(ledger => RecordAsync(ledger, "one"));
        await File.AppendAllTextAsync(path, await File.ReadAllTextAsync(path));

        Assert.That(await ReplayAsync(_directory.Path), Has.Length.EqualTo(1));
        Assert.That(_notes.Single(), Does.Contain(":2 is not a ledger line (an earlier line has the entry 1 already)"));
    }

    [Test]
    public async Task A_ledger_of_another_user_is_noted_and_the_others_are_undone()
    {
        var locked = await AbandonAsync(ledger => RecordAsync(ledger, "another's"));
        var own = await AbandonAsync(ledger => RecordAsync(ledger, "own"));
        File.SetUnixFileMode(_directory.Path, AllowAll);
        File.SetUnixFileMode(locked, UnixFileMode.None);
        File.SetUnixFileMode(own, AllowAll);
        string[] user = Environment.IsPrivilegedProcess ? [.. NamespaceHost.Nobody] : [];

        using var replay = Dummy.Start([.. user, Dummy.Program, "replay", _directory.Path]);
        var said = await replay.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60));

        Assert.That(said.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(2)
            .And.Some.Match($"^noted: the ledger {locked} is left as it is: .*denied").And.Some.EqualTo("undone: own"));
        Assert.That(Directory.GetFiles(_directory.Path), Is.EqualTo([locked]));
    }

    [Test]
    public async Task A_replay_that_is_killed_is_finished_by_the_next()
    {
        await using var host = new LocalHost("local");
        await host.RunAsync(new Command("mkfifo", _directory["started"]));
        await host.RunAsync(new Command("mkfifo", _directory["never"]));
        var log = _directory["log"];
        await AbandonAsync(async ledger =>
        {
            await ledger.RecordAsync("local", new LocalConnection(), "first", Command.Shell("echo first >> \"$1\"", log));
            await ledger.RecordAsync("local", new LocalConnection(), "second", Command.Shell(
                "echo second >> \"$1\"; [ -e \"$2.again\" ] || { echo > \"$2\"; read -r x < \"$3\"; }",
                log,
                _directory["started"],
                _directory["never"]));
            await ledger.RecordAsync("local", new LocalConnection(), "third", Command.Shell("echo third >> \"$1\"", log));
        });
        using (var replay = Dummy.Start(Dummy.Program, "replay", _directory.Path))
        {
            await File.ReadAllTextAsync(_directory["started"]).WaitAsync(TimeSpan.FromSeconds(60));
            Assert.That(await ReplayAsync(_directory.Path), Is.Empty, "the ledger is the other replay's");
            replay.Kill();
            await replay.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        }

        await File.WriteAllTextAsync(_directory["started.again"], "");
        var undone = await ReplayAsync(_directory.Path);

        Assert.That(
            undone.Select(entry => entry.Description), Is.EqualTo(["first", "second"]), "the third was marked before the kill");
        Assert.That(await File.ReadAllTextAsync(log), Is.EqualTo("third\nsecond\nsecond\nfirst\n"));
        Assert.That(Abandoned(_directory.Path), Is.Empty);
    }

    [Test]
    public async Task A_host_that_cannot_be_reached_keeps_its_entries()
    {
        var destination = new SshDestination("127.0.0.1", Port: SshServer.FreePort());
        var path = await AbandonAsync(
            ledger => ledger.RecordAsync("lab1", new SshConnection(destination), "vHBA", new Command("true")));

        Assert.That(
            async () => await ReplayAsync(_directory.Path),
            Throws.TypeOf<HarnessException>().With.Message.Contains("vHBA on lab1").And.Message.Contains("refused"));
        Assert.That(Abandoned(_directory.Path), Is.EqualTo([path]));
    }

    [Test]
    public async Task A_host_that_cannot_be_reached_is_tried_once_and_named_once()
    {
        var connection = new SshConnection(new SshDestination("lab1"));
        await AbandonAsync(async ledger =>
        {
            await ledger.RecordAsync("lab1", connection, "directory", new Command("true"));
            await ledger.RecordAsync("lab1", connection, "vHBA", new Command("true"));
        });
        var tries = 0;
        var host = new ThrowingHost("lab1", connection, _ => new HarnessException(FailureClass.Ssh, $"refused, try {++tries}"));

        Assert.That(
            async () => await LedgerReplay.ReplayAsync(_directory.Path, new OneHost(host), _notes.Add),
            Throws.TypeOf<HarnessException>().With.Message.Contains("2 ledger entries")
                .And.Message.Contains("vHBA, directory on lab1: refused, try 1"));
        Assert.That(host.Commands, Is.EqualTo(1));
    }

    [Test]
    public async Task A_host_that_refuses_one_undo_is_tried_for_the_next()
    {
        await AbandonAsync(async ledger =>
        {
            await RecordAsync(ledger, "directory");
            await ledger.RecordAsync("local", new LocalConnection(), "vHBA", new Command("false"));
        });
        var host = new ThrowingHost("local", new LocalConnection(), _ => null);

        Assert.That(
            async () => await LedgerReplay.ReplayAsync(_directory.Path, new OneHost(host), _notes.Add),
            Throws.TypeOf<HarnessException>().With.Message.Contains("1 ledger entry"));
        Assert.That(host.Commands, Is.EqualTo(2));
    }

    [Test]
    public async Task Entries_of_hosts_that_are_not_selected_stay()
    {
        var elsewhere = new SshConnection(new SshDestination("127.0.0.1", Port: SshServer.FreePort()));
        var path = await AbandonAsync(async ledger =>
        {
            await ledger.RecordAsync("lab1", elsewhere, "vHBA", new Command("true"));
            await ledger.RecordAsync("local", new LocalConnection(), "directory", new Command("true"));
        });

        var undone = await LedgerReplay.ReplayAsync(
            _directory.Path, new HostFactory(), _notes.Add, connection => connection is LocalConnection);

        Assert.That(undone.Select(entry => entry.Description), Is.EqualTo(["directory"]));
        Assert.That(Abandoned(_directory.Path), Is.EqualTo([path]));
    }

    [Test]
    public async Task Entries_of_a_host_that_no_longer_exists_are_dropped()
    {
        var gone = new SshConnection(new SshDestination("127.0.0.1", Port: SshServer.FreePort()));
        await AbandonAsync(ledger => ledger.RecordAsync("lab1", gone, "vHBA", new Command("true")));

        await LedgerReplay.ForgetAsync(_directory.Path, connection => connection == gone, _notes.Add);

        Assert.That(await ReplayAsync(_directory.Path), Is.Empty);
        Assert.That(Directory.GetFiles(_directory.Path), Is.Empty);
    }

    private const UnixFileMode AllowAll = (UnixFileMode)0b111_111_111;

    private Task<ImmutableArray<LedgerEntry>> ReplayAsync(string directory) =>
        LedgerReplay.ReplayAsync(directory, new HostFactory(), _notes.Add);

    private static Task<LedgerEntry> RecordAsync(UndoLedger ledger, string description) =>
        ledger.RecordAsync("local", new LocalConnection(), description, new Command("true"));

    /// <summary>The ledgers whose owner is gone.</summary>
    private static string[] Abandoned(string directory) => [.. Directory.GetFiles(directory, "*.jsonl").Where(path =>
    {
        using var file = LedgerFile.TakeOver(path);
        return file is not null;
    })];

    private async Task<string> AbandonAsync(Func<UndoLedger, Task> record)
    {
        await using var ledger = UndoLedger.Open(_directory.Path);
        await record(ledger);
        return ledger.Path;
    }
}
