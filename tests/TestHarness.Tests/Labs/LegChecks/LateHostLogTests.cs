using TestHarness.Failures;
using TestHarness.GuestPlaces;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>A host's kernel that reports the cause of a failed write after the look at its log.</summary>
internal sealed class LateHostLogTests : OwnGuestLegs
{
    private readonly PlantedKernelLog _kernelLog = new();

    protected override void Plant() => Plants.Answer(_kernelLog.Answer);

    protected override GuestPlace Prepare(GuestPlace place) => FailingDisk.At(place);

    [Test]
    public async Task After_a_failed_write_of_the_guest_the_hosts_logs_are_read_again()
    {
        await RunAsync($"! {FailingDisk.Write} 2> /dev/null");
        _kernelLog.Late = "planted: blocked FC remote port time out";

        var report = await Guest.Health.CheckAsync();

        Assert.That(
            report.Findings.Select(finding => finding.Check),
            Does.Contain(HealthCheck.BlockStatistics).And.Contain(HealthCheck.HostKernelLog));
    }
}
