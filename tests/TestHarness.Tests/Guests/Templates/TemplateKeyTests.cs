using TestHarness.Environments;
using TestHarness.GuestPlaces;
using TestHarness.Guests.Templates;
using TestHarness.Images;
using TestHarness.Labs.Recipes;
using TestHarness.Qemu.Capabilities;
using TestHarness.Storage;

namespace TestHarness.Tests.Guests.Templates;

internal sealed class TemplateKeyTests
{
    private static readonly QemuBinary Qemu = new("/usr/bin/qemu-system-x86_64", "x86_64", "0123");
    private static readonly SharedLun Lun = new("lun0", "/scenario/lun0.raw", 1 << 24);

    [Test]
    public void Scenarios_of_the_same_guest_share_a_template() =>
        Assert.That(
            Of(Qemu, "image", 128, Lun with { Path = "/other/lun1.raw" }, "/other"), Is.EqualTo(Usual()).And.Length.EqualTo(24));

    [Test]
    public void Each_part_of_a_guest_changes_its_template_key()
    {
        string[] keys =
        [
            Usual(),
            Of(Qemu with { Fingerprint = "4567" }, "image", 128, Lun),
            Of(Qemu, "another image", 128, Lun),
            Of(Qemu, "image", 256, Lun),
            Of(Qemu, "image", 128, Lun with { Size = 1 << 25 }),
            Of(Qemu, "image", 128, OnDevice("3600508b400105e210000900000490000")),
            Of(Qemu, "image", 128, OnDevice("3600508b400105e210000900000490001")),
            Of(Qemu, "image", 128, Lun, board: new GuestBoard("pc-q35-7.2", "Westmere", "")),
            Of(Qemu, "image", 128, Lun, board: new GuestBoard("pc-q35-7.1", "Westmere", "")),
            Of(Qemu, "image", 128, Lun, board: new GuestBoard("pc-q35-7.2", "Nehalem", "")),
        ];

        Assert.That(keys, Is.Unique);
    }

    private static string Usual() => Of(Qemu, "image", 128, Lun);

    private static SharedLun OnDevice(string wwid) => Lun with
    {
        Device = new LunIdentity(new DeviceLun("lun0", wwid), Wwid.Of(wwid), "8:16", 2),
    };

    private static string Of(
        QemuBinary qemu, string image, int memory, SharedLun lun, string directory = "/scenario", GuestBoard? board = null)
    {
        var commandLine = GuestCommandLine.For(
            qemu.Path, "tcg", new BootImage($"{directory}/kernel", "/initramfs", "a guest"), memory, 1,
            lun.Options(GuestCommandLine.DataDisk));
        return TemplateKey.Of(
            qemu, image, board?.ApplyTo(commandLine) ?? commandLine, (lun.Path, lun.TemplateIdentity!), directory);
    }
}
