using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Load;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>A load in the guest that stands still or ends.</summary>
internal sealed class LoadLegTests : OwnGuestLegs
{
    /// <summary>A third of the usual bound on the load's progress after a leg.</summary>
    private const double Impatience = 1.0 / 3;

    private readonly PlantedKernelLog _kernelLog = new();

    protected override void Plant() => Plants.Answer(_kernelLog.Answer);

    protected override LabEnvironment Environment => base.Environment with
    {
        Slowness = Impatience,
        Timeouts = new TimeoutSettings { Load = TimeSpan.FromSeconds(20) },
    };

    [Test]
    [PlantsFault(HealthCheck.LoadProgress)]
    public async Task A_load_that_stands_still_fails_the_leg()
    {
        await StartLoadAsync();
        await CleanLegAsync();
        await RunAsync(Signal("STOP"));

        Assert.That(await FailedLegAsync(FailureClass.Data), Does.Contain("the guest has written nothing to data-disk1 for 5 s"));
    }

    [Test]
    [PlantsFault(HealthCheck.LoadProgress)]
    public async Task A_load_that_does_not_go_on_after_its_comparison_fails_the_leg()
    {
        PlantedReader? reader = null;
        await Guest.Load.StartAsync(
            async (shell, lun) => await StampedLoad.StartAsync(shell, reader = new PlantedReader(lun), "/dev/sda"));
        await CleanLegAsync();
        reader!.Plant = _ => RunAsync(Signal("STOP"));

        Assert.That(await FailedLegAsync(FailureClass.Data), Does.Contain("the guest has written nothing to data-disk1 for 5 s"));
    }

    [Test]
    [PlantsFault(HealthCheck.LoadRuns)]
    public async Task A_load_that_has_ended_fails_the_leg()
    {
        await StartLoadAsync();
        await CleanLegAsync();
        await RunAsync(Signal("KILL"));

        Assert.That(await FailedLegAsync(FailureClass.Data), Does.Contain("the load has ended by itself, with exit code 137"));
    }

    [Test]
    public async Task Errors_of_the_hosts_kernel_are_reported_with_the_end_of_the_load()
    {
        await StartLoadAsync();
        _kernelLog.Log(3, "planted: adapter reset");
        await RunAsync(Signal("KILL"));

        Assert.That(
            async () => await Guest.Health.CheckAsync(),
            Throws.TypeOf<HarnessException>().With.Message.Contains("the load has ended by itself")
                .And.Message.Contains("host1: kernel log: ").And.Message.Contains("planted: adapter reset"));
    }

    [Test]
    public async Task Errors_of_the_guests_kernel_are_reported_with_the_end_of_the_load()
    {
        await StartLoadAsync();
        await RunAsync("echo '<3>planted: disk failure' > /dev/kmsg");
        await RunAsync(Signal("KILL"));

        Assert.That(
            async () => await Guest.Health.CheckAsync(),
            Throws.TypeOf<HarnessException>().With.Message.Contains("the load has ended by itself")
                .And.Message.Contains("planted: disk failure"));
    }

    private Task StartLoadAsync() =>
        Guest.Load.StartAsync(async (shell, lun) => await StampedLoad.StartAsync(shell, lun, "/dev/sda"));

    /// <summary>Sends a signal to the load's script in the guest.</summary>
    private static string Signal(string name) => $"""
        for process in /proc/[0-9]*; do
            [ "$(tr '\0' ' ' < $process/cmdline 2> /dev/null)" != 'sh script ' ] || kill -{name} {"${process#/proc/}"}
        done
        """;
}
