using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp;
using TestHarness.Tests.Guests;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Qemu.Machines;

/// <summary>A QEMU on a host whose connection falls silent: the host, and QEMU on it, may be alive and well.</summary>
[Category("slow")]
[Parallelizable]
internal sealed class UnreachableMachineTests
{
    [Test]
    public async Task A_QEMU_whose_end_was_not_seen_stays_in_the_ledger_until_it_is_undone()
    {
        await using var server = await SshServer.StartAsync();
        await using var bench = Workbench.Create();
        await using var host = new HostFactory().Connect("lab1", new SshConnection(server.Destination));
        await using var ledger = UndoLedger.Open(Path.Combine(bench.Folder, "ledger-of-lab1"));
        var site = new MachineSite(host, ledger, "source", bench.Folder, QmpOptions.Default);
        var machine = await QemuMachine.StartAsync(new MachineStart(site, Workbench.Bare()));
        var isRunning = () => Directory.Exists($"/proc/{machine.ProcessId}");

        await server.SignalSessionsAsync("STOP");

        Assert.That(
            async () => await machine.StopAsync().WaitAsync(TimeSpan.FromSeconds(120)),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[ssh]"));
        Assert.That(isRunning(), Is.True, "the host goes on");
        Assert.That(ledger.Pending.Select(entry => entry.Description), Is.EqualTo(["QEMU source"]));

        await ledger.UndoAllAsync((_, _) => host);

        Assert.That(isRunning(), Is.False);
        Assert.That(ledger.Pending, Is.Empty);
        await server.SignalSessionsAsync("KILL");
    }
}
