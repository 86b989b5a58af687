using TestHarness.Failures;
using TestHarness.Guests.Files;

namespace TestHarness.Tests.Guests.Files;

[TestFixture]
internal sealed class GuestFileTests : GuestFixture
{
    private const string Disk = "/dev/sda";

    private GuestFile _file = null!;

    [SetUp]
    public async Task MakeFileAsync() => _file = await GuestFile.MakeAsync(Shell, Disk, 8, 2, Soon);

    [TearDown]
    public Task UnmountAsync() => Shell.RunAsync("umount /mnt", Soon);

    /// <summary>While the first has it mounted still.</summary>
    [Test]
    public async Task Another_guest_reads_the_file_from_the_medium()
    {
        await using var other = await Bench.BootAsync(Lun);
        Assert.That(async () => await _file.VerifyAsync(other.Shell, Disk, Soon), Throws.Nothing);
    }

    [Test]
    public async Task A_file_is_read_from_the_medium_as_it_was_written() =>
        Assert.That(
            await _file.VerifyAsync(Shell, Disk, Soon),
            Is.EqualTo($"the file on /dev/sda has the SHA-256 with which it was written: {_file.Sha256}"));

    [Test]
    public async Task A_file_that_has_changed_on_the_medium_is_reported()
    {
        await Shell.RunAsync("printf x | dd of=/mnt/file conv=notrunc,fsync", Soon);
        Assert.That(
            async () => await _file.VerifyAsync(Shell, Disk, Soon),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith(
                $"[data] the file on /dev/sda was written with 2097152 bytes of SHA-256 {_file.Sha256}, and has 2097152 of "));
    }

    [Test]
    public void A_missing_disk_is_reported() =>
        Assert.That(
            async () => await GuestFile.MakeAsync(Shell, "/dev/sdz", 8, 2, Soon),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[guest-health] the guest made no file on /dev/sdz"));
}
