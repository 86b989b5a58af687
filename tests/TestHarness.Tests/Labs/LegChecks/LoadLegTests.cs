using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Load;
using TestHarness.Migration;
using TestHarness.Storage;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>A load in the guest that stands still, ends, or whose data is lost.</summary>
internal sealed class LoadLegTests : OwnGuestLegs
{
    /// <summary>A third of the usual bound on the load's progress after a leg.</summary>
    private const double Impatience = 1.0 / 3;

    protected override LabEnvironment Environment => base.Environment with { Slowness = Impatience };

    [Test]
    [PlantsFault(HealthCheck.LoadProgress)]
    public async Task A_load_that_stands_still_fails_the_leg()
    {
        await StartLoadAsync();
        await CleanLegAsync();
        await RunAsync(Signal("STOP"));

        Assert.That(FailedLeg(FailureClass.Data), Does.Contain("the guest has written nothing to data-disk1 for 5 s"));
    }

    [Test]
    [PlantsFault(HealthCheck.LoadRuns)]
    public async Task A_load_that_has_ended_fails_the_leg()
    {
        await StartLoadAsync();
        await CleanLegAsync();
        await RunAsync(Signal("KILL"));

        Assert.That(FailedLeg(FailureClass.Data), Does.Contain("the load has ended by itself, with exit code 137"));
    }

    /// <summary>Found at the latest when the scenario asks for the data.</summary>
    [Test]
    [PlantsFault(HealthCheck.Data)]
    public async Task A_block_that_was_overwritten_behind_the_guest_is_found()
    {
        await StartLoadAsync();
        await CleanLegAsync();
        var lun = (SharedLun)Guest.Place.Disk;

        var failure = Assert.ThrowsAsync<HarnessException>(async () =>
        {
            await Guest.MigrateAsync(Elsewhere, new MigrationOptions());
            await Guest.StopLoadAsync();
            await lun.OverwriteAsync(Guest.Place.Host.Host, Stamps.BlockSize + 4096, 4096);
            await Guest.RequireLoad().VerifyAsync();
        })!;

        Assert.That(failure.FailureClass, Is.EqualTo(FailureClass.Data), failure.Message);
    }

    private Task StartLoadAsync() =>
        Guest.StartLoadAsync(async (shell, lun) => await StampedLoad.StartAsync(shell, lun, "/dev/sda"));

    /// <summary>Sends a signal to the load's script in the guest.</summary>
    private static string Signal(string name) => $"""
        for process in /proc/[0-9]*; do
            [ "$(tr '\0' ' ' < $process/cmdline 2> /dev/null)" != 'sh script ' ] || kill -{name} {"${process#/proc/}"}
        done
        """;
}
