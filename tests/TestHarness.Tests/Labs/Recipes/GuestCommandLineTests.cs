using TestHarness.Images;
using TestHarness.Labs.Recipes;
using TestHarness.Qemu.CommandLine;
using TestHarness.Storage;

namespace TestHarness.Tests.Labs.Recipes;

/// <summary>That QEMU accepts it is seen by every test with a guest.</summary>
[TestFixture]
internal sealed class GuestCommandLineTests
{
    private static readonly SharedLun Lun = new("lun0", "/lab/a,b.raw", 1 << 20);

    [TestCase("kvm", "host")]
    [TestCase("tcg", "max")]
    public void The_processor_fits_the_accelerator(string accelerator, string model)
    {
        var line = For(accelerator, Lun);
        Assert.That(line.Options.Single(option => option.Name == "cpu")["model"], Is.EqualTo(model));
        Assert.That(line.Options.Single(option => option.Name == "accel")["accel"], Is.EqualTo(accelerator));
    }

    [Test]
    public void The_lun_is_opened_without_the_cache_of_the_host()
    {
        var drive = For("tcg", Lun).Options.Single(option => option.Name == "drive");
        Assert.That(drive["file"], Is.EqualTo("/lab/a,b.raw"));
        Assert.That(drive["cache"], Is.EqualTo("none"));
        Assert.That(drive.ToString(), Does.Contain("/lab/a,,b.raw"));
    }

    [Test]
    public void A_lun_that_is_to_fail_fails_at_the_sector_of_its_byte()
    {
        var drive = For("tcg", Lun with { FailWritesAt = 65536 + 511 }).Options.Single(option => option.Name == "drive");
        Assert.That(drive["file.inject-error.0.sector"], Is.EqualTo("128"));
        Assert.That(drive["file.image.filename"], Is.EqualTo("/lab/a,b.raw"));
    }

    [Test]
    public void Both_sides_of_a_migration_mean_the_same() =>
        Assert.That(For("tcg", Lun).WithIncoming("defer").Without("incoming").MeansTheSameAs(For("tcg", Lun)));

    private static QemuCommandLine For(string accelerator, SharedLun lun) =>
        GuestCommandLine.For(
            "qemu-system-x86_64", accelerator, new BootImage("/k", "/i", "test"), 256, 2, lun.Options(GuestCommandLine.DataDisk));
}
