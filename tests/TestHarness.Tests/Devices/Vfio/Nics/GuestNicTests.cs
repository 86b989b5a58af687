using TestHarness.Environments;
using TestHarness.Devices.Vfio.Nics;

namespace TestHarness.Tests.Devices.Vfio.Nics;

public sealed class GuestNicTests
{
    private static readonly InterfaceAddress Address = Parse("10.20.0.100/24");

    [Test]
    public void Where_the_guest_pairs_by_address_both_have_one()
    {
        Assert.That(GuestNic.Of(1, Address, hasOneMac: true), Has.Property("VfMac").Matches("^52:54:00(:[0-9a-f]{2}){3}$"));
        Assert.That(GuestNic.Of(1, Address, hasOneMac: true) is var paired && paired.Mac == paired.VfMac);
        Assert.That(GuestNic.Of(1, Address, hasOneMac: false) is var bonded && bonded.Mac != bonded.VfMac);
    }

    [Test]
    public void Further_nics_have_the_addresses_after_the_first() =>
        Assert.That(Address.After(1).ToString(), Is.EqualTo("10.20.0.101/24"));

    private static InterfaceAddress Parse(string text) =>
        InterfaceAddress.TryParse(text, out var address) ? address : throw new FormatException(text);
}
