using TestHarness.Devices.Npiv.Luns;

namespace TestHarness.Tests.Devices.Npiv.Luns;

public sealed class FcPathNameTests
{
    [TestCase("ccw-0.0.1a00-fc-0x500507630300c562-lun-0x4010400000000000", "0.0.1a00 500507630300c562 0x4010400000000000")]
    [TestCase("ccw-0.0.1a00-zfcp-0x500507630300c562:0x4010400000000000", "0.0.1a00 500507630300c562 0x4010400000000000")]
    [TestCase("ccw-0.0.1a00-zfcp-0x500507630300c562:0x4010400000000000-part1", "0.0.1a00 500507630300c562 0x4010400000000000 1")]
    [TestCase("ccw-0.0.fa00-zfcp-0x5005076303000104:0x4011400100000000", "0.0.fa00 5005076303000104 0x4011400100000000")]
    [TestCase("pci-0000:18:00.1-fc-0x203600a0b85b5dd4-lun-3", "0000:18:00.1 203600a0b85b5dd4 0x0003000000000000")]
    public void Reads_controller_target_LUN_and_partition(string link, string expected)
    {
        var name = FcPathName.Find(link)!;
        Assert.That($"{name.Controller} {name.Target} {name.Lun} {name.Partition}".TrimEnd(), Is.EqualTo(expected));
        Assert.That(FcPathName.Find($"/dev/disk/by-path/{link}"), Is.EqualTo(name));
    }

    [TestCase("pci-0000:00:1f.2-ata-1")]
    [TestCase("ip-10.0.0.1:3260-iscsi-iqn.2001-04.com.example:storage-lun-1")]
    [TestCase("ccw-0.0.1a00-zfcp-0x500507630300c562")]
    [TestCase("ccw-0.0.1a00-zfcp-0x900507630300c562:0x4010400000000000")]
    [TestCase("pci-0000:18:00.1-fc-0x203600a0b85b5dd4-lun-99999999999999999999")]
    public void Another_name_is_none(string link) => Assert.That(FcPathName.Find(link), Is.Null);

    [TestCase("0", 0ul, "0x0000000000000000")]
    [TestCase("255", 255ul, "0x00ff000000000000")]
    [TestCase("0x4010400000000000", 1073758224ul, "0x4010400000000000")]
    [TestCase("0x0001000200030004", 0x0004000300020001ul, "0x0001000200030004")]
    [TestCase("18446744073709551615", ulong.MaxValue, "0xffffffffffffffff")]
    public void A_LUN_of_64_bits_is_Linux_s_number_of_it_and_SCSI_s_field(string text, ulong value, string field)
    {
        Assert.That(LunNumber.TryParse(text, out var number));
        Assert.That((number!.Value.Value, $"{number}"), Is.EqualTo((value, field)));
    }

    [TestCase("")]
    [TestCase("-1")]
    [TestCase("18446744073709551616")]
    [TestCase("0x1ffffffffffffffff")]
    public void Another_number_is_not_a_LUN(string text) => Assert.That(LunNumber.TryParse(text, out _), Is.False);
}
