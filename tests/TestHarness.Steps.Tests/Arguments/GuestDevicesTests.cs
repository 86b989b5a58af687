using Reqnroll;
using TestHarness.Failures;
using TestHarness.Steps.Arguments;

namespace TestHarness.Steps.Tests.Arguments;

internal sealed class GuestDevicesTests
{
    [Test]
    public void A_table_gives_a_guest_a_disk_and_devices_beside_it()
    {
        var devices = GuestDevices.Of(Table(("vHBA LUN", ""), ("VF", "guest bond"), ("mdev", "mtty-2"), ("NVMe disk", "lun0")));

        Assert.That(
            devices.Rows.Select(row => $"{row.Kind.Name}: {row.Setting}"),
            Is.EqualTo(["vHBA LUN: ", "VF: guest bond", "mdev: mtty-2", "NVMe disk: lun0"]));
    }

    [TestCase("floppy", "", "a guest cannot have a device 'floppy': expected shared LUN, vHBA LUN, mdev, VF, NVMe disk")]
    [TestCase(
        "VF", "libvirt teaming",
        "the setting of device 'VF': expected QEMU failover pair or guest bond, found 'libvirt teaming'")]
    [TestCase("mdev", "--help", "'--help' is not the name of an mdev type")]
    [TestCase("NVMe disk", "../lun", "'../lun' is not the name of a LUN")]
    [TestCase("shared LUN", "lun0", "device 'shared LUN' has no setting, found 'lun0': leave the cell empty")]
    public void A_device_or_setting_that_does_not_exist_is_refused(string device, string setting, string reason) => Assert.That(
        () => GuestDevices.Of(Table((device, setting))),
        Throws.TypeOf<HarnessException>().With.Message.Contains(reason));

    [Test]
    public void A_device_that_is_there_twice_is_refused() => Assert.That(
        () => GuestDevices.Of(Table(("shared LUN", ""), ("mdev", "mtty-1"), ("mdev", "mtty-2"))),
        Throws.TypeOf<HarnessException>().With.Message.Contains("the table has device 'mdev' twice"));

    [Test]
    public void A_guest_without_a_disk_or_with_two_is_refused([Values] bool hasTwo) => Assert.That(
        () => GuestDevices.Of(hasTwo ? Table(("shared LUN", ""), ("vHBA LUN", "")) : Table(("mdev", "mtty-2"))),
        Throws.TypeOf<HarnessException>()
            .With.Message.Contains("expected one disk among the guest's devices: shared LUN or vHBA LUN"));

    private static DataTable Table(params (string Device, string Setting)[] rows)
    {
        var table = new DataTable("device", "setting");
        foreach (var (device, setting) in rows)
            table.AddRow(device, setting);
        return table;
    }
}
