using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Labs.Recipes;
using TestHarness.Qemu.CommandLine;
using TestHarness.Storage;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>A disk that fails writes to one place (QEMU's blkdebug), before a leg and after it.</summary>
internal sealed class FailingDiskLegTests : SharedGuestLegs
{
    [Test]
    [PlantsFault(HealthCheck.BlockStatistics)]
    public async Task A_request_that_failed_on_the_source_fails_the_next_leg()
    {
        await CleanLegAsync(FailingDisk.At(Elsewhere));
        var source = Guest.Guest.Machine.Name;
        await RunAsync($"! {FailingDisk.Write} 2> /dev/null");

        Assert.That(await FailedLegAsync(), Does.Contain($"{source}: block statistics: data-disk1 has "));
        Assert.That(Blocks, Is.EqualTo([source]));
    }

    /// <summary>The guest writes when it is asked for its boot, and so after it has arrived.</summary>
    [Test]
    [PlantsFault(HealthCheck.BlockStatistics)]
    public async Task A_request_that_failed_on_the_destination_fails_the_leg()
    {
        await RunAsync(FailingDisk.WriteWhenAsked);
        await CleanLegAsync();

        Assert.That(await FailedLegAsync(to: FailingDisk.At(Elsewhere)), Does.Contain("block statistics: data-disk1 has "));
        Assert.That(Blocks, Is.EqualTo([Guest.Guest.Machine.Name]));

        await RunAsync(FailingDisk.EndWriting);
        await Guest.Health.CheckAsync();
        await FailedLegAsync();
    }

    private IEnumerable<string> Blocks =>
        Findings.Where(finding => finding.Check == HealthCheck.BlockStatistics).Select(finding => finding.Where);
}

/// <summary>A disk on whose errors QEMU stops the guest.</summary>
internal sealed class StoppingDiskLegTests : OwnGuestLegs
{
    protected override QemuGuest Recipe => new StoppingGuest();

    [Test]
    [PlantsFault(HealthCheck.IoStatus)]
    [PlantsFault(HealthCheck.GuestAnswer)]
    public async Task A_guest_that_was_stopped_for_its_disk_fails_the_leg()
    {
        await RunAsync(FailingDisk.WriteWhenAsked);
        await CleanLegAsync();

        var message = await FailedLegAsync(to: FailingDisk.At(Elsewhere));

        Assert.That(message, Does.Contain("io-status: data-disk1 is failed"));
        Assert.That(message, Does.Contain(": answer: ").And.Contain("QEMU stopped the guest after a failed write"));
    }

    private sealed record StoppingGuest : QemuGuest
    {
        private readonly BuiltInGuest _guest = new();

        public override string DiskDevice => _guest.DiskDevice;

        public override string GuestPath => _guest.GuestPath;

        public override QemuCommandLine CommandLine(GuestPlace place, GuestDescription guest, string directory) =>
            _guest.CommandLine(place, guest, directory)
                .Replace(option => option["id"] == DiskDevice, option => option.With("werror", "stop"));
    }
}

internal static class FailingDisk
{
    private const int MiB = 12;
    private const string Boot = "/proc/sys/kernel/random/boot_id";

    /// <summary>A shell command of the guest that writes where the disk fails.</summary>
    public static string Write => $"dd if=/dev/zero of=/dev/sda bs=1M seek={MiB} count=1 oflag=direct conv=notrunc";

    /// <summary>Has the guest write to the disk each time that its boot ID is read, before the reader gets it.</summary>
    public static string WriteWhenAsked => $$"""
        cat {{Boot}} > /run/boot && mkfifo /run/asked && mount -o bind /run/asked {{Boot}} || exit
        (while :; do { {{Write}}; cat /run/boot; } > /run/asked; done) < /dev/null > /dev/null 2>&1 &
        echo $! > /run/writer
        """;

    public static string EndWriting => $"umount {Boot} && kill $(cat /run/writer)";

    /// <summary>Returns the place with a disk that fails.</summary>
    public static GuestPlace At(GuestPlace place) =>
        place with { Disk = (SharedLun)place.Disk with { FailWritesAt = MiB << 20 } };
}
