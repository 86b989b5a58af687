using System.Collections.Immutable;
using System.Net;
using TestHarness.Devices;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Health;
using TestHarness.Devices.Vfio.Nics;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>A guest that is said to have a failover pair, of which QEMU, that has none, reports no event.</summary>
internal sealed class NicLegTests : SharedGuestLegs
{
    private readonly PlannedNics _nics = new(new InterfaceAddress(IPAddress.Parse("192.0.2.1"), 24));

    protected override GuestDevice MakeDevice() => _nics;

    [Test]
    [PlantsFault(HealthCheck.Failover)]
    public async Task A_swap_of_VFs_that_QEMU_did_not_report_fails_the_leg()
    {
        _nics.IsExpected = false;
        await CleanLegAsync();
        _nics.IsExpected = true;

        var message = await FailedLegAsync();

        Assert.That(message, Does.Contain("failover: expected the event UNPLUG_PRIMARY of ua-vf1, which did not come"));
        Assert.That(message, Does.Contain("failover: expected the event MIGRATION wait-unplug, which did not come"));
        Assert.That(message, Does.Contain("failover: expected the event FAILOVER_NEGOTIATED, which did not come"));
        Assert.That(Findings.Select(finding => finding.Check), Is.All.EqualTo(HealthCheck.Failover));
    }

    private sealed class PlannedNics(InterfaceAddress address) : GuestNics(Make(address, 1, hasOneMac: true))
    {
        private readonly FailoverPair _pair = new(Soon, Soon);

        public bool IsExpected { get; set; }

        public override Task SetUpAsync(Guest guest, CancellationToken cancellationToken) => Task.CompletedTask;

        public override Task<ImmutableArray<VfService>> AwaitVfsAsync(Guest guest, CancellationToken cancellationToken) =>
            Task.FromResult(Vfs);

        public override Task<HealthReport> ArriveAsync(Arrival arrival, CancellationToken cancellationToken) =>
            Task.FromResult(
                IsExpected
                    ? HealthReport.Combine(Nics.Select(nic => _pair.Check(arrival.Move, nic, hadVf: true)))
                    : HealthReport.Clean);
    }
}
