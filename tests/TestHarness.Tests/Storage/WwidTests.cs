using TestHarness.Storage;

namespace TestHarness.Tests.Storage;

[TestFixture]
internal sealed class WwidTests
{
    [TestCase("naa.5000c500a1b2c3d4")]
    [TestCase("35000c500a1b2c3d4")]
    [TestCase("5000C500A1B2C3D4")]
    [TestCase("0x5000c500a1b2c3d4")]
    [TestCase("scsi-35000c500a1b2c3d4")]
    [TestCase("wwn-0x5000c500a1b2c3d4")]
    [TestCase("mpath-35000c500a1b2c3d4")]
    [TestCase("naa.5000c500a1b2c3d4\n")]
    public void Each_spelling_of_a_short_NAA_is_the_same_name(string text) =>
        Assert.That(Wwid.Of(text).ToString(), Is.EqualTo("5000c500a1b2c3d4"));

    [TestCase("naa.600a0b8000123456000000005e1b2c3d")]
    [TestCase("3600A0B8000123456000000005E1B2C3D")]
    [TestCase("scsi-3600a0b8000123456000000005e1b2c3d")]
    public void Each_spelling_of_a_long_NAA_is_the_same_name(string text) =>
        Assert.That(Wwid.Of(text).Name, Is.EqualTo("600a0b8000123456000000005e1b2c3d"));

    [TestCase("3000c500a1b2c3d4", Description = "16 digits: the 3 is the first of them")]
    [TestCase("3000c500a1b2c3d45", "000c500a1b2c3d45")]
    [TestCase("2000c500a1b2c3d45", Description = "17 digits that do not begin with the designator's type")]
    [TestCase("30000c500a1b2c3d4a", Description = "18 digits")]
    [TestCase("eui.0025385b71b0a1b2", "0025385b71b0a1b2")]
    public void Only_the_designator_type_is_taken_away(string text, string? name = null) =>
        Assert.That(Wwid.Of(text).Name, Is.EqualTo(name ?? text));
}
