using System.Collections.Immutable;
using TestHarness.Devices;
using TestHarness.Devices.Mdev;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.GuestPlaces;
using TestHarness.Tests.Golden;

namespace TestHarness.Tests.Devices;

internal sealed class DeviceSetTests
{
    private static readonly GuestPlace Place = GoldenHost.Place(GoldenHost.File);

    private readonly List<string> _calls = [];

    [SetUp]
    public void Clear() => _calls.Clear();

    [Test]
    public void A_guest_without_devices_lets_the_next_destination_start_ahead() =>
        Assert.That(new DeviceSet().IsReleasedAtSwitchover, Is.True);

    [Test]
    public void An_mdev_is_the_source_QEMUs_until_that_has_ended()
    {
        var mdev = new MdevDevice(ImmutableDictionary<string, ProvisionedMdev>.Empty, _ => { });

        Assert.That(new DeviceSet(new Noted("one", _calls), mdev).IsReleasedAtSwitchover, Is.False);
    }

    [Test]
    public void When_a_device_cannot_be_prepared_those_before_it_are_given_back()
    {
        var set = new DeviceSet(new Noted("one", _calls), new Noted("two", _calls, "prepare"), new Noted("three", _calls));

        Assert.That(
            () => set.PrepareAsync(Place, null, CancellationToken.None), Throws.TypeOf<HarnessException>());
        Assert.That(_calls, Is.EqualTo(["one prepare", "two prepare", "one release", "two release", "three release"]));
    }

    [Test]
    public void When_a_device_does_not_leave_the_guest_gets_those_before_it_again()
    {
        var set = new DeviceSet(new Noted("one", _calls), new Noted("two", _calls, "leave"), new Noted("three", _calls));

        Assert.That(() => set.LeaveAsync(null!, CancellationToken.None), Throws.TypeOf<HarnessException>());
        Assert.That(_calls, Is.EqualTo(["one leave", "two leave", "one stay"]));
    }

    [Test]
    public void A_libvirt_domain_refuses_a_device_that_it_cannot_have_by_its_name() => Assert.That(
        () => new DeviceSet(new Noted("one", _calls)).InDomain(Place).ToArray(),
        Throws.TypeOf<HarnessException>().With.Message.Contains("a libvirt domain cannot have the guest's one"));

    /// <summary>Records each call, and fails at one step.</summary>
    private sealed class Noted(string name, List<string> calls, string? fails = null) : GuestDevice
    {
        public override string Name => name;

        public override bool IsReleasedAtSwitchover => true;

        public override Task PrepareAsync(GuestPlace place, GuestPlace? from, CancellationToken cancellationToken) =>
            NoteAsync("prepare");

        public override Task LeaveAsync(Guest guest, CancellationToken cancellationToken) => NoteAsync("leave");

        public override Task StayAsync(Guest guest, CancellationToken cancellationToken) => NoteAsync("stay");

        public override Task ReleaseAsync(CancellationToken cancellationToken) => NoteAsync("release");

        private Task NoteAsync(string step)
        {
            calls.Add($"{name} {step}");
            return step == fails ? throw new HarnessException(FailureClass.Preflight, step) : Task.CompletedTask;
        }
    }
}
