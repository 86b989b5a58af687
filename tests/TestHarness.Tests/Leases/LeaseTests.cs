using System.Diagnostics;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Leases;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Ledger;

namespace TestHarness.Tests.Leases;

public sealed class LeaseTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private static readonly LeaseTerms NoWait = new(TimeSpan.Zero, TimeSpan.FromSeconds(30));

    private readonly List<string> _notes = [];
    private readonly List<Process> _others = [];
    private LocalHost _host = null!;
    private string _wwid = "";

    [SetUp]
    public void SetUp()
    {
        _notes.Clear();
        _host = new LocalHost("host1");
        _wwid = $"test-{Guid.NewGuid():n}";
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        foreach (var other in _others)
        {
            other.Kill();
            other.Dispose();
        }

        _others.Clear();
        await _host.RunAsync(Command.Shell("rm -f \"$1\"/lun-\"$2\"*", LeaseScript.Folder, _wwid));
        await _host.DisposeAsync();
    }

    [Test]
    public async Task A_lease_has_one_owner_and_the_next_one_gets_it_when_it_is_returned()
    {
        var first = await TakeAsync("one");
        var second = TakeAsync("two", LeaseTerms.Usual);
        await Until(() => _notes.Count > 0);

        Assert.That(_notes[0], Does.Match($"^waiting for host1: lun-{_wwid}: .*@.* \\(process [0-9]+\\) for 'one' since "));
        Assert.That(second.IsCompleted, Is.False);
        await first.DisposeAsync();
        await using var taken = await second.WaitAsync(Bound);
        var held = await HeldAsync();
        Assert.That(held?.Owner?.Use, Is.EqualTo("two"));
    }

    [Test]
    public async Task A_lease_that_does_not_come_in_time_is_refused_with_its_owner()
    {
        await using var first = await TakeAsync("one");

        Assert.That(
            async () => await TakeAsync("two"),
            Throws.TypeOf<HarnessException>().With.Message.Match(
                $"^.preflight. host1 is in use \\(lun-{_wwid}: .* for 'one' since .*\\); waited 0 s for it$"));
    }

    [Test]
    public async Task A_lease_of_several_names_has_all_of_them_and_returns_all()
    {
        LeaseName[] names = [.. Enumerable.Range(1, 7).Select(number => LeaseName.Lun($"{_wwid}-{number}"))];
        await using (await Lease.TakeAsync(_host, [.. names], LeaseOwner.OfThisProcess("seven"), NoWait, _notes.Add))
        {
            var held = await Lease.ListAsync(_host);
            Assert.That(
                held.Where(lease => lease.Owner?.Use == "seven").Select(lease => lease.Name),
                Is.SupersetOf(names.Select(name => name.Text)));
            Assert.That(
                async () => await Lease.TakeAsync(_host, [names[6]], LeaseOwner.OfThisProcess("one"), NoWait, _notes.Add),
                Throws.TypeOf<HarnessException>().With.Message.Contains("for 'seven'"));
        }

        Assert.That((await Lease.ListAsync(_host)).Select(lease => lease.Name), Does.Not.Contain(names[6].Text));
    }

    /// <summary>A scenario on another host may lease a LUN here while one on this host looks for its leaks.</summary>
    [Test]
    public async Task The_holder_of_a_lease_is_no_leak_of_the_session()
    {
        var before = await LeakLooks.TakeAsync(_host);
        await using var lease = await TakeAsync("one");

        Assert.That((await LeakLooks.TakeAsync(_host)).DifferencesSince(before), Has.None.Contains("process"));
        Assert.That((await HostProcesses.ListAsync(_host)).Select(process => process.Id), Does.Contain(lease.Id));
    }

    [Test]
    public async Task A_lease_is_free_after_its_return()
    {
        await (await TakeAsync("one")).DisposeAsync();

        Assert.That(await HeldAsync(), Is.Null);
        await using var again = await TakeAsync("two");
    }

    /// <summary>What ends a process signals all its children several times.</summary>
    [Test]
    public async Task A_holder_that_ends_removes_its_owners_files_however_long_that_takes()
    {
        using var folder = new TemporaryDirectory();
        await File.WriteAllTextAsync(folder["rm"], "#!/bin/sh\nsleep 0.5\nexec /bin/rm \"$@\"\n");
        File.SetUnixFileMode(folder["rm"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        LeaseName[] names = [LeaseName.Lun($"{_wwid}-1"), LeaseName.Lun($"{_wwid}-2")];
        await using var said = new LineStream(LeaseScript.Held);
        var command = LeaseScript.Hold(names, LeaseOwner.OfThisProcess("two"), NoWait)
            .WithEnvironment("PATH", $"{folder.Path}:{Environment.GetEnvironmentVariable("PATH")}")
            .WithStandardOutput(said);
        await using (await _host.StartAsync(command))
            await said.Found.WaitAsync(Bound);

        Assert.That(Directory.GetFiles(LeaseScript.Folder, $"lun-{_wwid}-*.owner"), Is.Empty);
    }

    [Test]
    public async Task A_lease_whose_owner_was_killed_is_taken_over_at_once()
    {
        var (owner, _) = await OtherAsync();
        Assert.That(async () => await TakeAsync("two"), Throws.TypeOf<HarnessException>());

        owner.Kill();
        await using var lease = await TakeAsync("two", LeaseTerms.Usual).WaitAsync(Bound);

        Assert.That((await HeldAsync())?.Owner?.Use, Is.EqualTo("two"));
    }

    [Test]
    public async Task A_lease_without_a_heartbeat_expires_with_its_owners_processes_and_its_owner_is_told()
    {
        var (owner, process) = await OtherAsync();
        Assert.That(await Tagged.RunsAsync(process), Is.True);
        await _host.RunAsync(new Command("kill", "-STOP", $"{owner.Id}"));

        await using var lease = await TakeAsync("two", LeaseTerms.Usual).WaitAsync(Bound);

        Assert.That(await Tagged.RunsAsync(process), Is.False, "the host ends them before it gives the lease to another");
        await _host.RunAsync(new Command("kill", "-CONT", $"{owner.Id}"));
        Assert.That(
            await owner.StandardOutput.ReadLineAsync().WaitAsync(Bound),
            Is.EqualTo($"[preflight] the lease of host1 is lost: the host got no heartbeat for 2 s, and has ended "
                + "the scenario's processes"));
    }

    /// <summary>The host does not hear of the end of its connection, and would keep the lease until it expires.</summary>
    [Test]
    [Category("slow")]
    public async Task A_lease_that_is_lost_to_a_silent_connection_can_be_ended_and_taken_again()
    {
        await using var server = await SshServer.StartAsync();
        await using var remote = new SshHost("lab1", server.Destination);
        var lease = await Lease.TakeAsync(
            remote, [LeaseName.Lun(_wwid)], LeaseOwner.OfThisProcess("one"), LeaseTerms.Usual, _notes.Add);

        await server.SignalSessionsAsync("STOP");
        var lost = await lease.Lost.WaitAsync(Bound);
        Assert.That(lost.Message, Does.StartWith("[ssh] the lease of lab1 is lost: ").And.Contains("it stopped answering"));
        Assert.That((await HeldAsync())?.Owner?.Use, Is.EqualTo("one"));

        await lease.EndAsync().WaitAsync(Bound);
        Assert.That(await HeldAsync(), Is.Null);
        await server.SignalSessionsAsync("KILL");
    }

    [Test]
    public async Task A_lease_with_heartbeats_does_not_expire()
    {
        var terms = new LeaseTerms(TimeSpan.Zero, TimeSpan.FromSeconds(1));
        await using var lease = await TakeAsync("one", terms);

        var other = TakeAsync("two", new LeaseTerms(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(30)));

        Assert.That(async () => await other, Throws.TypeOf<HarnessException>().With.Message.Contains("is in use"));
        Assert.That(lease.Lost.IsCompleted, Is.False);
    }

    [Test]
    public async Task A_lease_that_is_left_stays_without_heartbeats()
    {
        var lease = await TakeAsync("kept", new LeaseTerms(TimeSpan.Zero, TimeSpan.FromSeconds(1)));

        await lease.LeaveAsync();

        var other = TakeAsync("two", new LeaseTerms(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(30)));
        Assert.That(async () => await other, Throws.TypeOf<HarnessException>().With.Message.Contains("for 'kept'"));
        await _host.RunAsync(HostProcesses.End(lease.Id));
        await (await TakeAsync("two", LeaseTerms.Usual).WaitAsync(Bound)).DisposeAsync();
    }

    [Test, Category("slow")]
    public async Task Eight_processes_take_two_leases_a_thousand_times_without_overlap()
    {
        const int Processes = 8, Times = 125;
        using var folder = new TemporaryDirectory();
        string[] names = [$"{_wwid}-a", $"{_wwid}-b"];

        var said = await Task.WhenAll(Enumerable.Range(0, Processes).Select(async _ =>
        {
            using var process = Dummy(["leases", folder.Path, $"{Times}", .. names]);
            return await process.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(5));
        }));

        var lines = string.Concat(said).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines.Except(names), Is.Empty);
        Assert.That(lines, Has.Length.EqualTo(Processes * Times));
        Assert.That(lines.Distinct(), Is.EquivalentTo(names));
    }

    private Task<Lease> TakeAsync(string use, LeaseTerms? terms = null) =>
        Lease.TakeAsync(_host, [LeaseName.Lun(_wwid)], LeaseOwner.OfThisProcess(use), terms ?? NoWait, _notes.Add);

    private async Task<HeldLease?> HeldAsync() =>
        (await Lease.ListAsync(_host)).FirstOrDefault(held => held.Name == $"lun-{_wwid}");

    /// <summary>Starts another process that holds the lease; returns it, and the ID of a process that it has started.</summary>
    private async Task<(Process Owner, string Started)> OtherAsync()
    {
        var owner = Dummy(["lease", _wwid]);
        _others.Add(owner);
        return (owner, await owner.StandardOutput.ReadLineAsync().WaitAsync(Bound) ?? "");
    }

    private static Process Dummy(string[] words)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "TestHarness.Dummy");
        return Process.Start(new ProcessStartInfo(program, words) { RedirectStandardOutput = true })!;
    }

    private static async Task Until(Func<bool> isTrue)
    {
        var start = Stopwatch.GetTimestamp();
        while (!isTrue() && Stopwatch.GetElapsedTime(start) < Bound)
            await Task.Delay(20);
        Assert.That(isTrue());
    }
}
