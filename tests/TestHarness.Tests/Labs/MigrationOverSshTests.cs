using TestHarness.Devices.Luns;
using TestHarness.Environments;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Labs.Guests;
using TestHarness.Labs.Recipes;
using TestHarness.Load;
using TestHarness.Migration;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Qemu.Capabilities;

namespace TestHarness.Tests.Labs;

/// <summary>Two hosts reached over a real sshd: monitors and serial ports go through SSH forwards.</summary>
[Category("slow")]
public sealed class MigrationOverSshTests
{
    [Test]
    public async Task A_guest_under_load_survives_ping_pong_between_hosts_reached_over_ssh()
    {
        InstalledQemu.Require();
        await using var server = await SshServer.StartAsync();
        using var reports = new TemporaryDirectory();
        var connection = new SshConnection(server.Destination);
        var environment = new LabEnvironment
        {
            Name = "loopback",
            Hosts =
                [new HostDescription("host1", connection, null, [], []), new HostDescription("host2", connection, null, [], [])],
            Luns = [new FileLun("lun0", ByteSize.FromMiB(64))],
        };

        await using var run = await LabRun.StartAsync(environment, reports["reports"]);
        string[] tags = ["hosts:2", "needs:qemu", "needs:lun"];
        Assert.That(await run.FindSkipReasonsAsync(tags), Is.Empty);

        var lab = await run.OpenAsync("ping-pong over SSH", tags, TestContext.Out.WriteLine);
        try
        {
            var places = await new LunProvisioning(lab).ProvideAsync();
            await using var guest = await GuestUnderTest.BootAsync(lab, places[0], new BuiltInGuest());
            await guest.Load.StartAsync(async (shell, lun) => await StampedLoad.StartAsync(shell, lun, "/dev/sda"));
            await guest.PingPongAsync(2, places[0], places[1], new MigrationOptions());
            await guest.Load.StopAsync();

            Assert.That(guest.Legs, Has.Length.EqualTo(2));
            Assert.That(await guest.Load.Require().VerifyAsync(), Does.Contain("are all on LUN lun0"));
        }
        finally
        {
            await lab.CloseAsync();
        }
    }
}
