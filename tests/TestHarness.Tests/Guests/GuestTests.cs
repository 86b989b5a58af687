using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Guests.Access;
using TestHarness.Guests.Console;
using TestHarness.Qemu.Machines;

namespace TestHarness.Tests.Guests;

internal sealed class GuestTests
{
    [Test]
    public async Task A_guest_whose_QEMU_ends_is_not_waited_for()
    {
        await using var bench = Workbench.Create();
        await using var machine = await bench.StartAsync(bench.Start("source", Workbench.Bare()));
        var boot = Guest.BootAsync(machine, new SilentAccess(), null, TimeSpan.FromMinutes(5));

        await machine.KillAsync();

        var failure = (await Assert.ThrowsAsync<HarnessException>(() => boot.WaitAsync(TimeSpan.FromSeconds(30))))!;
        Assert.That(
            failure.Message,
            Does.StartWith("[guest-health] waiting for the guest to answer: the serial port was closed (QEMU may have ended)"));
    }

    [Test]
    public async Task All_processors_of_the_own_guest_run_when_it_answers()
    {
        await using var bench = Workbench.Create();
        await using var guest = await bench.BootAsync(await bench.LunAsync(), vcpus: 3);

        Assert.That((await guest.Shell.RunAsync("nproc", TimeSpan.FromSeconds(30))).Output.Trim(), Is.EqualTo("3"));
    }

    private sealed record SilentAccess : GuestAccess
    {
        public override async Task<GuestSession> EnterAsync(
            QemuMachine machine, SerialConsole console, TimeSpan timeout, CancellationToken cancellationToken = default)
        {
            await Task.Delay(timeout, cancellationToken);
            throw new TimeoutException();
        }
    }
}
