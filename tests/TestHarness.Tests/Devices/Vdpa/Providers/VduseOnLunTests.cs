using TestHarness.Devices.Vdpa.Providers;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Ledger;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Labs.LegChecks;

namespace TestHarness.Tests.Devices.Vdpa.Providers;

[TestFixture]
internal sealed class VduseOnLunTests
{
    [Test]
    public async Task Nothing_is_made_when_one_of_the_hosts_does_not_have_the_LUN()
    {
        const string Naa = "naa.5000c500a1b2c3d4";
        using var folder = new TemporaryDirectory();
        await using var ledger = UndoLedger.Open(folder.Path);
        var plants = new Plants();
        plants.Answer("/sys/block/*", host => host == "host1" ? $"sda 2048 8:0 2:0:0:0 {Naa}\n" : "");
        await using var first = new PlantedHost("host1", plants);
        await using var second = new PlantedHost("host2", plants);
        VduseSite[] sites = [new(first, folder.Path), new(second, folder.Path)];

        Assert.That(
            () => VduseOnLun.CreateAsync([.. sites], new DeviceLun("lun0", Naa), new LedgerScope(ledger)),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[preflight] LUN lun0 is not visible on host2"));
        Assert.That(ledger.Pending, Is.Empty);
    }
}
