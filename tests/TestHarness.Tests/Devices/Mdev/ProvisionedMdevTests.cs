using System.Collections.Immutable;
using TestHarness.Devices.Mdev;
using TestHarness.Failures;

namespace TestHarness.Tests.Devices.Mdev;

public sealed class ProvisionedMdevTests
{
    private static readonly ImmutableArray<MdevType> Types =
    [
        new("nvidia-300", "0000:41:00.0", "vfio-pci", 0, null, null),
        new("nvidia-300", "0000:c1:00.0", "vfio-pci", 2, null, null),
        new("nvidia-301", "0000:c1:00.0", "vfio-pci", 0, null, null),
    ];

    [Test]
    public void The_first_parent_with_room_is_chosen() =>
        Assert.That(
            ProvisionedMdev.ChooseParent("host1", Types, MdevTypeName.Parse("nvidia-300")).Text, Is.EqualTo("0000:c1:00.0"));

    [TestCase("nvidia-301", "[provision] 0000:c1:00.0 of host1 can have no more mdevs of type nvidia-301")]
    [TestCase(
        "mtty-2",
        "[provision] no device of host1 offers mdevs of type mtty-2; the host's devices offer: nvidia-300 (0000:41:00.0), " +
        "nvidia-300 (0000:c1:00.0)")]
    public void Without_room_or_offer_it_says_what_there_is(string type, string message) =>
        Assert.That(
            () => ProvisionedMdev.ChooseParent("host1", Types, MdevTypeName.Parse(type)),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith(message));

    [Test]
    public void A_host_without_types_offers_none() => Assert.That(
        () => ProvisionedMdev.ChooseParent("host1", [], MdevTypeName.Parse("mtty-2")),
        Throws.TypeOf<HarnessException>().With.Message.EndsWith("the host's devices offer: none"));
}
