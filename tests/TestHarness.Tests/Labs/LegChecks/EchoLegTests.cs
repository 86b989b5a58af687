using System.Collections.Immutable;
using TestHarness.Devices;
using TestHarness.Devices.Mdev;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Tests.Devices.Mdev;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>
/// A guest that sends lines over its mdev's serial port. The mdev is said to be there; in its place QEMU has a serial port that a
/// pipe of the host sends everything back to.
/// </summary>
internal sealed class EchoLegTests : OwnGuestLegs
{
    private MdevDevice _mdev = null!;

    private static readonly Guid Uuid = Guid.Parse("83b8f4f2-509f-382f-3c1e-e6bfe0fa1001");

    protected override void Plant() => Plants.Answer("mdev_bus", () => Recording.Text("mtty"));

    /// <summary>QEMU on host2 has another device, so that it refuses the guest's state.</summary>
    protected override GuestPlace Prepare(GuestPlace place) => place.With(
        Folder[place.Name],
        $"""
        pipe={Folder[place.Name]}.echo
        mkfifo "$pipe.in" && ln "$pipe.in" "$pipe.out" || exit
        port={(place.Name == "host1" ? "isa-serial,chardev=echo,index=1" : "virtio-rng-pci")}
        for word; do
            shift
            case $word in vfio-pci,*) word=$port ;; esac
            set -- "$@" "$word"
        done
        exec "$qemu" "$@" -chardev "pipe,id=echo,path=$pipe"
        """);

    protected override GuestDevice MakeDevice() => _mdev = new MdevDevice(
        Places.ToImmutableDictionary(place => place.Name, Mdev), Tell);

    [Test]
    public async Task A_leg_that_failed_has_the_serial_lines_go_on()
    {
        await ShowCardAsync();
        await _mdev.StartEchoAsync(Guest.Guest, pausesForLegs: true);

        Assert.That(
            () => CleanLegAsync(),
            Throws.TypeOf<HarnessException>().With.Property("FailureClass").EqualTo(FailureClass.Migration));

        Assert.That(await _mdev.RequireEcho().CheckAsync(), Is.GreaterThan(0), "no line came back after the leg");
    }

    /// <summary>The guest's second serial port is said to be the card of the mdev.</summary>
    private Task<string> ShowCardAsync() => RunAsync("""
        mount -t tmpfs tmpfs /sys/class/tty && mkdir -p /sys/class/tty/ttyS1/device || exit
        echo 0x4348 > /sys/class/tty/ttyS1/device/vendor
        echo 0x3253 > /sys/class/tty/ttyS1/device/device
        """);

    private static ProvisionedMdev Mdev(GuestPlace place) => new(
        MdevName.Parse("serial"),
        place.Host.Host,
        new MediatedDevice(Uuid, MdevTypeName.Parse("mtty-2"), MdevParentName.Parse("mtty"), MdevStart.Manual, []));
}
