using System.Collections.Immutable;
using TestHarness.Devices;
using TestHarness.Devices.Mdev;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Tests.Devices.Mdev;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>
/// A guest with an mdev that the hosts' sysfs is said to have; QEMU gets a device in its place that has no state of its own.
/// </summary>
internal sealed class MdevLegTests : SharedGuestLegs
{
    private static readonly Guid Uuid = Guid.Parse("83b8f4f2-509f-382f-3c1e-e6bfe0fa1001");

    protected override void Plant() => Plants.Answer("mdev_bus", () => Recording.Text("mtty"));

    protected override GuestPlace Prepare(GuestPlace place) => place.With(
        Folder[place.Name],
        """
        for word; do
            shift
            case $word in vfio-pci,*) word=virtio-rng-pci ;; esac
            set -- "$@" "$word"
        done
        exec "$qemu" "$@"
        """);

    /// <summary>A place that is one of host2, with an mdev of another type.</summary>
    private GuestPlace Other => Places[1] with { Name = "other" };

    protected override GuestDevice MakeDevice() => new MdevDevice(
        Places.ToImmutableDictionary(place => place.Name, place => Mdev(place, "mtty-2")).Add("other", Mdev(Other, "mtty-1")),
        Tell);

    [Test]
    [PlantsFault(HealthCheck.MdevState)]
    public async Task A_leg_that_carried_no_state_of_the_mdev_fails()
    {
        Assert.That(
            await FailedLegAsync(),
            Does.Contain("mdev: expected the migration to carry the mdev's state, but 0 bytes of it were sent"));
        Assert.That(Findings.Single().Check, Is.EqualTo(HealthCheck.MdevState));
    }

    [Test]
    [PlantsFault(HealthCheck.MdevIdentity)]
    public async Task An_mdev_of_another_type_fails_the_leg()
    {
        Assert.That(await FailedLegAsync(to: Other), Does.Match(
            $"{Other.Host.Name}: mdev: serial was mdev {Uuid} of type mtty-1 below mtty, now it is of type mtty-2 below mtty"));
        Assert.That(
            Findings.Select(finding => finding.Check),
            Is.EquivalentTo([HealthCheck.MdevIdentity, HealthCheck.MdevState]));
    }

    private static ProvisionedMdev Mdev(GuestPlace place, string type) => new(
        MdevName.Parse("serial"),
        place.Host.Host,
        new MediatedDevice(Uuid, MdevTypeName.Parse(type), MdevParentName.Parse("mtty"), MdevStart.Manual, []));
}
