using TestHarness.Devices.Vdpa;
using TestHarness.Failures;
using TestHarness.Ledger;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Labs.LegChecks;

namespace TestHarness.Tests.Devices.Vdpa;

/// <summary>The driver of a vdpa device that the test has made up in files.</summary>
public sealed class VdpaBindingTests
{
    [Test]
    public async Task A_device_that_could_not_be_bound_as_it_is_in_use_is_left_as_it_is()
    {
        using var folder = new TemporaryDirectory();
        await using var ledger = UndoLedger.Open(folder["ledger"]);
        Directory.CreateDirectory(folder["drivers/virtio_vdpa"]);
        Directory.CreateDirectory(folder["devices/vdpa0/virtio3/block/vdz/holders/dm-0"]);
        File.CreateSymbolicLink(folder["devices/vdpa0/driver"], folder["drivers/virtio_vdpa"]);
        await File.WriteAllTextAsync(folder["devices/vdpa0/driver_override"], "(null)\n");
        await File.WriteAllTextAsync(folder["devices/vdpa0/virtio3/block/vdz/dev"], "250:9999\n");
        var plants = new Plants();
        plants.Show("/sys/bus/vdpa/devices", folder["devices"]);
        plants.Show("/sys/bus/vdpa/drivers", folder["drivers"]);
        await using var host = new PlantedHost("host1", plants);

        var name = VdpaDeviceName.Parse("vdpa0");

        Assert.That(
            () => VdpaBinding.BindAsync(host, new LedgerScope(ledger), name, "vduse", CancellationToken.None),
            Throws.TypeOf<HarnessException>().With.Message.Contains("/dev/vdz on it is in use")
                .And.Message.Not.Contains("undoing"));
        Assert.That(ledger.Pending, Is.Empty);
        Assert.That(Directory.GetFiles(folder["drivers/virtio_vdpa"]), Is.Empty);
    }
}
