using System.Collections.Immutable;
using System.Net;
using TestHarness.Devices;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Health;
using TestHarness.Devices.Vfio.Nics;
using TestHarness.Migration;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>Legs of a guest with a VF that is said to serve it or not.</summary>
internal sealed class VfPolicyLegTests : SharedGuestLegs
{
    private const string Reason = "the active interface is eth0";

    private readonly PlannedNics _nics = new(new InterfaceAddress(IPAddress.Parse("192.0.2.1"), 24));
    private readonly List<string> _progress = [];

    protected override GuestDevice MakeDevice() => _nics;

    protected override void Tell(string line)
    {
        base.Tell(line);
        _progress.Add(line);
    }

    [SetUp]
    public void Repair()
    {
        (Guest.Devices.Policy, _nics.Planned) = (UnservedPolicy.Fail, []);
        _progress.Clear();
    }

    [TestCase(true, FailureClass.GuestHealth, "NIC 1 is without its VF, which carries nothing: ")]
    [TestCase(false, FailureClass.Migration, "NIC 1 is without its VF, which could not be added: ")]
    public async Task Without_a_policy_a_VF_that_does_not_serve_the_guest_fails_the_leg(
        bool isPlugged, FailureClass failureClass, string message)
    {
        _nics.Planned = [isPlugged];
        var there = Elsewhere.Name;

        Assert.That(await FailedLegAsync(failureClass), Does.Contain($"the guest is on {there}, but {message}{Reason}"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task The_guest_stays_by_the_policy_go_on_and_the_reason_is_reported(bool isPlugged)
    {
        (Guest.Devices.Policy, _nics.Planned) = (UnservedPolicy.GoOn, [isPlugged]);
        var there = Elsewhere.Name;

        await CleanLegAsync();

        Assert.That(Guest.Place.Name, Is.EqualTo(there));
        Assert.That(_progress, Has.One.Contains(Reason).And.One.Contains("by the policy \"go on\" the guest stays on "));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task By_the_policy_migrate_back_the_guest_goes_back_and_later_legs_go_on_from_there(bool isPlugged)
    {
        (Guest.Devices.Policy, _nics.Planned) = (UnservedPolicy.MigrateBack, [isPlugged]);
        var (here, there, legs) = (Guest.Place, Elsewhere, Guest.Legs.Length);

        await Guest.PingPongAsync(2, here, there, new MigrationOptions());

        Assert.That((Guest.Place.Name, Guest.Legs.Length - legs), Is.EqualTo((there.Name, 3)));
        Assert.That(
            _progress,
            Has.One.Contains(Reason).And.One.Contains($"by the policy \"migrate back\" the guest migrates back to {here.Name}"));
    }

    [Test]
    public async Task A_VF_that_does_not_serve_the_guest_after_the_way_back_either_is_a_failure_and_not_a_further_leg()
    {
        (Guest.Devices.Policy, _nics.Planned) = (UnservedPolicy.MigrateBack, [true, true]);
        var legs = Guest.Legs.Length;

        var failure = (await Assert.ThrowsAsync<HarnessException>(() => CleanLegAsync()))!;

        Assert.That(failure.Message, Does.StartWith($"[guest-health] after leg {legs + 2} (").And.Contain(Reason));
        Assert.That(Guest.Legs, Has.Length.EqualTo(legs + 2));
    }

    /// <param name="address">The guest's.</param>
    private sealed class PlannedNics(InterfaceAddress address) : GuestNics(Make(address, 1, hasOneMac: true))
    {
        /// <summary>For each leg to come whose VF does not serve the guest: whether the VF is plugged in.</summary>
        public ImmutableQueue<bool> Planned { get; set; } = [];

        public override Task SetUpAsync(Guest guest, CancellationToken cancellationToken) => Task.CompletedTask;

        public override Task<ImmutableArray<VfService>> AwaitVfsAsync(Guest guest, CancellationToken cancellationToken) =>
            Task.FromResult(Vfs);

        public override Task<HealthReport> ArriveAsync(Arrival arrival, CancellationToken cancellationToken)
        {
            Vfs = [Planned.IsEmpty ? VfService.Plugged(Nics[0], null) : new VfService(Nics[0], Planned.Peek(), Reason)];
            Planned = Planned.IsEmpty ? Planned : Planned.Dequeue();
            return Task.FromResult(HealthReport.Clean);
        }
    }
}
