using TestHarness.Tests.Golden;

namespace TestHarness.Tests.Labs;

internal sealed class GuestPlaceTests
{
    [Test]
    public void An_mdev_is_the_source_QEMUs_until_that_has_ended()
    {
        var place = GoldenHost.Place(GoldenHost.File);

        Assert.That(place.IsReleasedAtSwitchover, Is.True, "a LUN alone");
        Assert.That((place with { Mdev = GoldenHost.Mdev }).IsReleasedAtSwitchover, Is.False, "with an mdev");
    }
}
