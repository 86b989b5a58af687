using System.Collections.Immutable;
using TestHarness.Devices;
using TestHarness.Devices.Nvme;
using TestHarness.Failures;
using TestHarness.Migration;
using TestHarness.Storage;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>A guest with an NVMe disk beside its LUN, which is unplugged before each leg and plugged in after it.</summary>
internal sealed class NvmeLegTests : OwnGuestLegs
{
    private const int Size = 8 << 20;

    private string Disk => Folder["nvme.raw"];

    protected override GuestDevice MakeDevice()
    {
        using (var disk = File.Create(Disk))
            disk.SetLength(Size);
        var luns = Places.ToImmutableDictionary(place => place.Name, _ => new SharedLun("lun1", Disk, Size));
        return new NvmeDisk(luns, Soon, Soon);
    }

    [Test]
    public async Task An_NVMe_disk_comes_with_the_guest_on_the_way_there_and_back()
    {
        await Guest.PingPongAsync(2, Places[0], Places[1], new MigrationOptions());

        Assert.That(Guest.Legs, Has.Length.EqualTo(2));
        Assert.That(Findings, Is.Empty);
        Assert.That(await RunAsync("cat /sys/class/nvme/nvme*/model"), Does.StartWith("QEMU NVMe Ctrl"));
    }

    [Test]
    public async Task An_NVMe_disk_whose_content_changes_on_the_way_fails_the_leg()
    {
        await Guest.Devices.LeaveAsync(Guest.Guest, CancellationToken.None);
        await using (var disk = File.OpenWrite(Disk))
            await disk.WriteAsync(new byte[] { 1, 2, 3 });
        await Guest.Devices.StayAsync(Guest.Guest, CancellationToken.None);

        Assert.That(
            await FailedLegAsync(FailureClass.Data),
            Does.Contain("the first 1 MiB of the NVMe disk: expected SHA-256 ")
                .And.Contain("which the guest wrote before the leg"));
    }
}
