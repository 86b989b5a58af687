using System.Text;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Migration;
using TestHarness.Qemu.Machines;

namespace TestHarness.Tests.Guests.Console;

/// <summary>What becomes of a running command when its QEMU goes.</summary>
[TestFixture]
[Category("slow")]
[Parallelizable]
internal sealed class ConsoleAcrossMachinesTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(40);

    [Test]
    public async Task A_command_continues_across_a_migration_and_a_killed_qemu_ends_it()
    {
        await using var bench = Workbench.Create();
        var lun = await bench.LunAsync();
        using var log = new MemoryStream();
        await using var guest = await bench.BootAsync(lun, log);

        var running = guest.Shell.RunAsync("echo started; sleep 2; echo done; exit 5", Soon);
        await MigrateAsync(bench, guest, await bench.StartIncomingAsync("destination", await Workbench.BootableAsync(lun)));

        Assert.That(await running, Is.EqualTo(new ShellResult(5, "started\ndone\n")));
        Assert.That((await guest.Shell.RunAsync("echo here", Soon)).Output, Is.EqualTo("here\n"));
        Assert.That(guest.Machine.Name, Is.EqualTo("destination"));

        await guest.Shell.RunAsync("echo '<1>the last words of the guest' > /dev/kmsg", Soon);
        var killed = guest.Shell.RunAsync("sleep 60", Soon);
        await guest.Machine.KillAsync();

        var failure = (await Assert.ThrowsAsync<HarnessException>(() => killed))!;
        Assert.That(
            failure.Message,
            Does.StartWith("[guest-health] the guest runs 'sleep 60': the serial port was closed (QEMU may have ended); ")
            .And.EndsWith("the last words of the guest"));
        Assert.That(
            Encoding.UTF8.GetString(log.ToArray()),
            Does.Contain("init: the guest is up").And.Contain("the last words of the guest"));
    }

    private static async Task MigrateAsync(Workbench bench, Guest guest, QemuMachine destination)
    {
        var source = guest.Machine;
        await using var migration = await GuestMigration.StartAsync(
            guest, destination, new MigrationOptions(), new MigrationRoute($"unix:{bench.Folder}/migration", null));
        (await migration.CompleteAsync(null)).OrThrow();
        await source.StopAsync();
        migration.Arrive();
    }
}
