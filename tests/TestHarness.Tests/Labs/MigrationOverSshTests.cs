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
    [CancelAfter(120_000)]
    public async Task A_guest_under_load_survives_ping_pong_between_hosts_reached_over_ssh()
    {
        await using var server = await SshServer.StartAsync();
        var connection = new SshConnection(server.Destination);
        await SurvivesAsync(connection, connection);
    }

    [Test]
    [CancelAfter(120_000)]
    public Task A_guest_survives_ping_pong_between_hosts_that_have_IPv6_alone() => SurvivesAsync("::1", new HostSite());

    [Test]
    [CancelAfter(120_000)]
    public Task A_guest_survives_ping_pong_between_hosts_of_a_user_with_sudo_and_csh_and_noexec() =>
        SurvivesAsync("127.0.0.1", HostSites.UserWithSudo);

    private static async Task SurvivesAsync(string address, HostSite site)
    {
        var machine = site with { IsMachine = true };
        machine.Require();
        await using var first = await SshServer.StartAsync(address: address, site: machine);
        await using var second = await SshServer.StartAsync(address: address, site: machine);
        await SurvivesAsync(Connection(first), Connection(second));

        SshConnection Connection(SshServer server) => new(server.Destination with { Sudo = site.Sudoers.Length > 0 });
    }

    private static async Task SurvivesAsync(SshConnection first, SshConnection second)
    {
        InstalledQemu.Require();
        using var reports = new TemporaryDirectory();
        var lun = new FileLun("lun0", ByteSize.FromMiB(64), reports["lun0"]);
        await using (var file = File.Create(reports["lun0"]))
            file.SetLength(lun.Size.Bytes);
        var environment = new LabEnvironment
        {
            Name = "loopback",
            Hosts = [new HostDescription("host1", first, null, [], []), new HostDescription("host2", second, null, [], [])],
            Luns = [lun],
        };

        await using var run = await LabRun.StartAsync(environment, reports["reports"]);
        string[] tags = ["hosts:2", "needs:qemu", "needs:lun"];
        Assert.That(await run.FindSkipReasonsAsync(tags), Is.Empty);

        var lab = await run.OpenAsync(
            "ping-pong over SSH", tags, TestContext.Out.WriteLine, TestContext.CurrentContext.CancellationToken);
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
