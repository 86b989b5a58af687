using TestHarness.Environments;
using TestHarness.Environments.Matching;
using TestHarness.Evidence;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Health.KernelLog;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Labs.Leasing;
using TestHarness.Leases;
using TestHarness.Ledger;
using TestHarness.Qmp.Transcripts;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Labs.Leasing;
using TestHarness.Tests.Ledger;

namespace TestHarness.Tests.Labs;

[TestFixture]
internal sealed class LabResourcesTests
{
    private readonly HostLeases _leases = new();
    private readonly List<string> _progress = [];
    private TemporaryDirectory _directory = null!;
    private LocalHost _host = null!;

    [SetUp]
    public void SetUp()
    {
        _directory = new TemporaryDirectory();
        _host = new LocalHost("lab1");
        _progress.Clear();
    }

    [TearDown]
    public async Task TearDown()
    {
        await _host.DisposeAsync();
        _directory.Dispose();
        if (Directory.Exists(Leak))
            Directory.Delete(Leak, recursive: true);
    }

    private static string Leak => $"/var/tmp/testharness-{ProcessTag.Session}-resources";

    [Test]
    public async Task Leaks_are_looked_for_when_an_undo_failed()
    {
        var resources = await OpenAsync();
        await resources.Ledger.RecordAsync(_host, "vdpa0", Command.Shell("echo held >&2; exit 1"));
        Directory.CreateDirectory(Leak);

        Assert.That(
            async () => await resources.CloseAsync(CancellationToken.None),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[leak] 1 ledger entry could not be undone")
                .And.Message.Contains("vdpa0 on lab1: ").And.Message.Contains("held")
                .And.Message.Contains($"; lab1: left behind: file {Leak}"));
        Assert.That(await IsReturnedAsync());
    }

    [Test]
    public async Task An_undo_that_failed_alone_is_reported_alone()
    {
        var resources = await OpenAsync();
        await resources.Ledger.RecordAsync(_host, "vdpa0", Command.Shell("echo held >&2; exit 1"));
        Directory.CreateDirectory(Leak);
        Directory.Delete(Leak);

        Assert.That(
            async () => await resources.CloseAsync(CancellationToken.None),
            Throws.TypeOf<HarnessException>().With.Message.EndsWith("exited with 1: held"));
        Directory.CreateDirectory(Leak);
    }

    [Test]
    public async Task A_leak_alone_is_reported()
    {
        var resources = await OpenAsync();
        Directory.CreateDirectory(Leak);
        Assert.That(
            async () => await resources.CloseAsync(CancellationToken.None),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith($"[leak] lab1: left behind: file {Leak}"));
        Assert.That(await IsReturnedAsync());
    }

    [Test]
    public async Task Kinds_that_could_not_be_listed_and_items_of_others_are_reported_and_kept_as_evidence()
    {
        Directory.CreateDirectory(Leak);
        var before = await LeakLooks.TakeAsync(_host);
        before = before with
        {
            Items = before.Items.Add("tap gone7"),
            Unlisted = before.Unlisted.SetItem("vdpa", "no permission"),
        };
        var resources = await OpenAsync(before);

        await resources.CloseAsync(CancellationToken.None);

        string[] expected =
        [
            "lab1: gone: tap gone7 (not of this run)",
            "lab1: leaks of kind 'vdpa' were not checked: before the scenario: no permission",
        ];
        Assert.That(_progress, Is.SupersetOf(expected));
        Assert.That(
            await File.ReadAllLinesAsync(Path.Combine(resources.Evidence.Folder, "leak-check.txt")), Is.SupersetOf(expected));
    }

    [Test]
    public async Task Checks_that_were_not_made_are_kept_as_evidence()
    {
        Directory.CreateDirectory(Leak);
        var resources = await OpenAsync();
        resources.Unmade.Add(HealthReport.Unmade(HealthCheck.HostTaint, "lab1", "planted"));

        await resources.CloseAsync(CancellationToken.None);

        Assert.That(
            await File.ReadAllLinesAsync(Path.Combine(resources.Evidence.Folder, "not-checked.txt")),
            Has.Member("kernel taint of lab1: planted"));
    }

    [Test]
    public async Task An_item_that_the_ledger_names_is_a_leak_of_this_run()
    {
        Directory.CreateDirectory(Leak);
        var before = await LeakLooks.TakeAsync(_host);
        var resources = await OpenAsync(before with { Items = before.Items.Add("tap gone7") });
        await resources.Ledger.RecordAsync(_host, "tap gone7", new Command("true"));
        Assert.That(
            async () => await resources.CloseAsync(CancellationToken.None),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[leak] lab1: gone: tap gone7"));
    }

    [Test]
    public async Task Hosts_are_given_back_when_the_time_is_over()
    {
        Directory.CreateDirectory(Leak);
        var resources = await OpenAsync();
        await resources.Ledger.RecordAsync(_host, "vdpa0", new Command("true"));
        Assert.That(
            async () => await resources.CloseAsync(new CancellationToken(canceled: true)),
            Throws.TypeOf<HarnessException>().With.Message.Contains("vdpa0 on lab1: ")
                .And.Message.EndsWith("leaks were not checked, as the time for the end of the scenario was over"));
        Assert.That(await IsReturnedAsync());
    }

    [Test]
    public async Task Only_items_that_survive_a_reboot_are_compared_on_a_rebooted_host()
    {
        var before = await LeakLooks.TakeAsync(_host);
        Directory.CreateDirectory(Leak);
        var resources = await OpenAsync(before with { Items = before.Items.Add("vdpa vdpa0") });
        resources.Rebooted.Add(_host.Connection);
        Assert.That(
            async () => await resources.CloseAsync(CancellationToken.None),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith($"[leak] lab1: left behind: file {Leak}")
                .And.Message.Not.Contains("vdpa0"));
    }

    [Test]
    public async Task A_host_that_another_run_may_have_is_left_alone()
    {
        var leases = await LostLeases.TakeAsync(_host, isTakenByOther: true);
        var resources = await OpenAsync(leases: leases.Mine);
        await resources.Ledger.RecordAsync(_host, "made", new Command("touch", _directory["undone"]));

        Assert.That(
            async () => await resources.CloseAsync(CancellationToken.None),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith(
                "[leak] lab1 may belong to another run, as the lease is lost; 1 ledger entries stay in "));

        Assert.That(File.Exists(_directory["undone"]), Is.False);
        Assert.That(_progress, Has.Some.StartsWith("[preflight] the lease of lab1 is lost: "));
        await leases.DisposeAsync();
    }

    [Test]
    public async Task A_lost_lease_is_taken_again_to_undo_what_the_scenario_has_made()
    {
        var leases = await LostLeases.TakeAsync(_host, isTakenByOther: false);
        var resources = await OpenAsync(leases: leases.Mine);
        await resources.Ledger.RecordAsync(_host, "made", new Command("touch", _directory["undone"]));

        await resources.CloseAsync(CancellationToken.None);

        Assert.That(File.Exists(_directory["undone"]), Is.True);
        await leases.DisposeAsync();
    }

    private async Task<bool> IsReturnedAsync()
    {
        using var again = await _leases.TakeAsync([Group], 1).WaitAsync(TimeSpan.FromSeconds(10));
        return true;
    }

    private static EnvironmentMatch Group =>
        new(new LabEnvironment { Name = "lab", Hosts = [Description] }, [Description], []);

    private static HostDescription Description => new("lab1", new LocalConnection(), null, [], []);

    private async Task<LabResources> OpenAsync(LeakCheck? before = null, ScenarioLeases? leases = null)
    {
        var commands = new CommandLog(new StringWriter());
        return new(
            await _leases.TakeAsync([Group], 1),
            leases ?? await ScenarioLeases.TakeAsync(
                [], (_, _, _, _) => throw new InvalidOperationException(), LeaseTerms.Usual, CancellationToken.None),
            ScenarioEvidence.Create(_directory["evidence"], "scenario", SecretRedactor.None),
            _progress.Add,
            UndoLedger.Open(_directory["ledger"]),
            new ThinnedTranscript(new JsonLinesTranscript(new MemoryStream()), TimeProvider.System),
            commands,
            [new LoggedHost(_host, commands)],
            new LocalHost("this machine"),
            [before ?? await LeakLooks.TakeAsync(_host)],
            new UnmadeChecks([], TimeProvider.System),
            new AllowList([], TimeProvider.System));
    }
}
