using System.Globalization;
using TestHarness.Load;
using TestHarness.Migration;
using TestHarness.Tests.Guests;

namespace TestHarness.Tests.Load;

[TestFixture]
[Category("slow")]
[Parallelizable]
internal sealed class LoadAcrossMachinesTests
{
    [Test]
    public async Task The_meter_counts_on_across_a_migration_and_the_end_of_the_source()
    {
        await using var bench = Workbench.Create();
        var lun = await bench.LunAsync();
        await using var guest = await bench.BootAsync(lun);
        var source = guest.Machine;
        await using var meter = new LoadMeter("data-disk1", source.Qmp);
        var load = await StampedLoad.StartAsync(guest.Shell, lun.ReadOn(bench.Host), "/dev/sda");
        await meter.WaitForProgressAsync(TimeSpan.FromSeconds(20));

        var destination = await bench.StartIncomingAsync("destination", await Workbench.BootableAsync(lun));
        meter.Attach(destination.Qmp);
        await using (var migration = await GuestMigration.StartAsync(
            guest, destination, new MigrationOptions(), new MigrationRoute($"unix:{bench.Folder}/migration", null)))
        {
            (await migration.CompleteAsync(null)).OrThrow();
            await source.StopAsync();
            migration.Arrive();
        }

        var arrived = meter.Series.Samples[^1].Bytes;
        await meter.WaitForProgressAsync(TimeSpan.FromSeconds(20));
        Assert.That(meter.Series.Samples[^1].Bytes, Is.GreaterThanOrEqualTo(arrived).And.Positive);
        Assert.That(meter.Series.Samples.Select(sample => sample.Bytes), Is.Ordered, "the count of the source is kept");

        await load.StopAsync();
        await meter.StopAsync();
        var verified = await load.VerifyAsync();
        var blocks = long.Parse(verified.Split(' ')[3], CultureInfo.InvariantCulture);
        Assert.That(meter.Series.Samples[^1].Bytes, Is.EqualTo(blocks * Stamps.BlockSize).Within(2 * Stamps.BlockSize));
    }
}
