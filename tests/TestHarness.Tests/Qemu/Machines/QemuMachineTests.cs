using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp;
using TestHarness.Qmp.Machine;
using TestHarness.Tests.Guests;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Ledger;

namespace TestHarness.Tests.Qemu.Machines;

[TestFixture]
internal sealed class QemuMachineTests
{
    private Workbench _bench = null!;

    private string Running => Path.Combine(_bench.Folder, "running");

    [SetUp]
    public void SetUp() => _bench = Workbench.Create();

    [TearDown]
    public async Task TearDown() => await _bench.DisposeAsync();

    [Test]
    public async Task Runs_until_it_is_stopped_and_the_ledger_knows_it_meanwhile()
    {
        var machine = await _bench.StartAsync("source", Workbench.Bare());
        Assert.That(_bench.Ledger.Pending.Select(entry => entry.Description), Is.EqualTo(["QEMU source"]));
        Assert.That((await machine.Qmp.QueryStatusAsync()).Running);
        Assert.That(await File.ReadAllTextAsync($"/proc/{machine.ProcessId}/cmdline"), Does.StartWith("qemu-system-x86_64\0"));

        var end = await machine.StopAsync();

        Assert.That(end, Has.Property("ExitCode").Zero.And.Property("StandardError").Empty);
        Assert.That(ProcessSearch.OfThisHarness(), Is.Empty);
        Assert.That(_bench.Ledger.Pending, Is.Empty);
        Assert.That(await machine.StopAsync(), Is.EqualTo(end), "stopping twice is stopping once");
    }

    /// <summary>2 is the mode of seccomp with filters; see proc(5).</summary>
    [Test]
    public async Task QEMU_confines_itself_and_may_gain_no_privileges()
    {
        var machine = await _bench.StartAsync("source", Workbench.Bare());

        var status = await File.ReadAllLinesAsync($"/proc/{machine.ProcessId}/status");

        Assert.That(status, Has.Member("Seccomp:\t2").And.Member("NoNewPrivs:\t1"));
    }

    [Test]
    public async Task A_QEMU_that_may_start_programs_confines_itself_all_the_same()
    {
        var start = _bench.Start("source", Workbench.Bare()) with { MayStartPrograms = true };
        await using var machine = await QemuMachine.StartAsync(start);

        var status = await File.ReadAllLinesAsync($"/proc/{machine.ProcessId}/status");

        Assert.That(status, Has.Member("Seccomp:\t2").And.Member("NoNewPrivs:\t1"));
    }

    [Test]
    public async Task A_QEMU_without_a_sandbox_is_started_without_it()
    {
        await using var machine = await QemuMachine.StartAsync(
            _bench.Start("source", Workbench.Bare()) with { IsSandboxed = false });

        Assert.That(await File.ReadAllLinesAsync($"/proc/{machine.ProcessId}/status"), Has.Member("NoNewPrivs:\t0"));
    }

    [TestCase("no-such-device")]
    [TestCase("virtio-scsi-pci,bus=nowhere")]
    public async Task An_option_that_qemu_refuses_is_reported_with_the_error_of_qemu(string device)
    {
        var failure = (await Assert.ThrowsAsync<HarnessException>(
            () => _bench.StartAsync("source", Workbench.Bare(QemuOption.Of("device", device)))))!;

        Assert.That(failure.Message, Does.StartWith("[provision] QEMU source on this machine ended at once with 1: ")
            .And.Contains($"-device {device}: "));
        Assert.That(_bench.Ledger.Pending, Is.Empty);
    }

    [Test]
    public async Task A_missing_program_is_reported_and_leaves_nothing()
    {
        var failure = (await Assert.ThrowsAsync<HarnessException>(
            () => _bench.StartAsync("source", Workbench.Bare().WithProgram("qemu-system-none"))))!;

        Assert.That(failure.Message, Does.StartWith("[preflight] ").And.Contains("qemu-system-none"));
        Assert.That(_bench.Ledger.Pending, Is.Empty);
    }

    [Test]
    public async Task Killed_it_has_the_exit_code_of_the_signal()
    {
        var machine = await _bench.StartAsync("source", Workbench.Bare());

        await machine.KillAsync();

        Assert.That(await machine.Qmp.Closed.WaitAsync(TimeSpan.FromSeconds(10)), Is.Not.Empty);
        Assert.That((await machine.StopAsync()).ExitCode, Is.EqualTo(137));
        Assert.That(_bench.Ledger.Pending, Is.Empty);
    }

    [Test]
    public async Task A_qemu_that_has_quit_by_itself_is_stopped_cleanly()
    {
        var machine = await _bench.StartAsync("source", Workbench.Bare());
        await machine.Qmp.QuitAsync();
        Assert.That((await machine.StopAsync()).ExitCode, Is.Zero);
    }

    [Test]
    [Category("slow")]
    public async Task A_qemu_that_hangs_is_killed()
    {
        var machine = await _bench.StartAsync("source", Workbench.Bare());
        await _bench.Host.RunAsync(new Command("kill", "-STOP", $"{machine.ProcessId}"));

        Assert.That((await machine.StopAsync()).ExitCode, Is.EqualTo(137));
        Assert.That(ProcessSearch.OfThisHarness(), Is.Empty);
    }

    [Test]
    public async Task A_start_that_is_cancelled_leaves_nothing()
    {
        var start = _bench.Start("source", Workbench.Bare().WithProgram(await SleeperAsync()));
        using var cancel = new CancellationTokenSource();
        var starting = QemuMachine.StartAsync(start, cancel.Token);
        await SleepsAsync();
        Assert.That(ProcessSearch.OfThisHarness(), Is.Not.Empty);

        await cancel.CancelAsync();

        Assert.That(async () => await starting, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(ProcessSearch.OfThisHarness(), Is.Empty);
        Assert.That(_bench.Ledger.Pending, Is.Empty);
    }

    [Test]
    public async Task A_monitor_that_never_opens_is_reported_and_leaves_nothing()
    {
        var patient = _bench.Start("source", Workbench.Bare().WithProgram(await SleeperAsync()));
        var start =
            patient with { Site = patient.Site with { Qmp = new QmpOptions { ConnectTimeout = TimeSpan.FromSeconds(1) } } };
        var starting = QemuMachine.StartAsync(start);
        await SleepsAsync();

        var failure = (await Assert.ThrowsAsync<HarnessException>(() => starting))!;

        Assert.That(failure.Message, Does.StartWith("[qmp] source: no QMP greeting from ").And.Contains(" within 1 s"));
        Assert.That(ProcessSearch.OfThisHarness(), Is.Empty);
        Assert.That(_bench.Ledger.Pending, Is.Empty);
    }

    [Test]
    public async Task Its_ledger_entry_ends_it()
    {
        await _bench.StartAsync("source", Workbench.Bare());
        Assert.That(ProcessSearch.OfThisHarness(), Is.Not.Empty);

        await _bench.Ledger.UndoAllAsync((_, _) => _bench.Host);

        Assert.That(ProcessSearch.OfThisHarness(), Is.Empty);
    }

    [Test]
    public async Task A_killed_harness_leaves_no_QEMU()
    {
        var ledger = Path.Combine(_bench.Folder, "killed");
        using var harness = await MachineHarness.StartAsync(ledger, _bench.Folder);
        Assert.That(IsRunning(harness.QemuProcessId));

        await harness.KillAsync();

        Assert.That(() => IsRunning(harness.QemuProcessId), Is.False.After(20_000, 50));
        var undone = await LedgerReplay.ReplayAsync(ledger, new HostFactory(), TestContext.Out.WriteLine);
        Assert.That(undone.Select(entry => entry.Description), Is.EqualTo(["QEMU source"]));
    }

    /// <summary>As of a domain, whose QEMU is watched from beside: the watch may end first.</summary>
    [Test]
    public async Task A_QEMU_that_is_not_seen_to_end_stays_in_the_ledger()
    {
        var start = _bench.Start("guest", Workbench.Bare());
        var qemu = await _bench.Host.StartAsync(start.FullCommandLine.ToCommand());
        var watch = await _bench.Host.StartAsync(new Command("sleep", "100"));
        var entry = await _bench.Ledger.RecordAsync(
            _bench.Host, "libvirt domain guest", new Command("true"), Presence.OfPaths($"/proc/{qemu.ProcessId}"));
        var machine = await QemuMachine.AttachAsync(start.Site, entry, watch, CancellationToken.None);
        await watch.SignalAsync(HostSignal.Kill);
        await watch.Completion;

        await machine.StopAsync();
        Assert.That(_bench.Ledger.Pending, Is.EqualTo([entry]));

        await qemu.DisposeAsync();
        await _bench.Ledger.UndoAllAsync((_, _) => _bench.Host);
        Assert.That(_bench.Ledger.Pending, Is.Empty);
    }

    [Test]
    public async Task A_start_that_failed_reports_an_undo_that_failed_too()
    {
        var host = new ThrowingHost("this machine", _bench.Host.Connection, command =>
            command.Arguments.Any(word => word.Contains("end_tagged", StringComparison.Ordinal))
                ? new IOException("no connection")
                : null);
        var start = _bench.Start("source", Workbench.Bare().WithProgram("qemu-system-none"));

        Assert.That(
            () => QemuMachine.StartAsync(start with { Site = start.Site with { Host = host } }),
            Throws.TypeOf<HarnessException>().With.Message.Contains("qemu-system-none")
                .And.Message.EndsWith("undoing QEMU source failed too: no connection"));
        await _bench.Ledger.UndoAllAsync((_, _) => _bench.Host);
    }

    private static bool IsRunning(int processId) => Directory.Exists($"/proc/{processId}");

    /// <summary>A program that never opens its monitor, and tells that it runs.</summary>
    private async Task<string> SleeperAsync()
    {
        (await _bench.Host.RunAsync(new Command("mkfifo", Running))).OrThrow(FailureClass.Provision);
        var path = Path.Combine(_bench.Folder, "sleeper");
        await File.WriteAllTextAsync(path, $"#!/bin/sh\necho runs > {Running}\nexec sleep 100\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private async Task SleepsAsync() =>
        (await _bench.Host.RunAsync(new Command("cat", Running))).OrThrow(FailureClass.Provision);
}
