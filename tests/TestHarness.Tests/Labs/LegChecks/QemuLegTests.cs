using TestHarness.Failures;
using TestHarness.GuestPlaces;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>Faults of the QEMU process that the guest leaves.</summary>
internal sealed class QemuLegTests : SharedGuestLegs
{
    [Test]
    [PlantsFault(HealthCheck.QemuStandardError)]
    public async Task A_source_that_complains_fails_the_leg()
    {
        var complaining = Elsewhere.With(Folder["complains"], """echo 'planted: something is odd' >&2; exec "$qemu" "$@" """);
        await CleanLegAsync(complaining);

        Assert.That(await FailedLegAsync(), Does.Contain("QEMU's standard error: planted: something is odd"));
        Assert.That(Findings.Single().Check, Is.EqualTo(HealthCheck.QemuStandardError));
    }
}

/// <summary>A guest that boots under a QEMU which exits with an error.</summary>
internal sealed class ExitingQemuLegTests : OwnGuestLegs
{
    protected override GuestPlace Prepare(GuestPlace place) =>
        place == Places[0] ? place.With(Folder["exits"], """ "$qemu" "$@"; exit 3 """) : place;

    [Test]
    [PlantsFault(HealthCheck.QemuExitCode)]
    public async Task A_source_that_exits_with_an_error_fails_the_leg()
    {
        Assert.That(await FailedLegAsync(), Does.Contain("QEMU's exit code: expected 0, found 3"));
        Assert.That(Findings.Single().Check, Is.EqualTo(HealthCheck.QemuExitCode));
    }
}
