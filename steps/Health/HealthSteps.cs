using Reqnroll;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Steps.Arguments;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Health;

/// <summary>The health of the guest and its hosts.</summary>
[Binding]
public sealed class HealthSteps(ScenarioWorld world, IReqnrollOutputHelper output)
{
    /// <summary>A kernel under load takes seconds from its message to the reset.</summary>
    private static readonly TimeSpan ResetTimeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Checks the kernel log, taint and identity of the guest, the hosts' kernels, the block devices and the load. Every leg is
    /// followed by these checks too.
    /// </summary>
    [Then("the guest is healthy")]
    public async Task ThenTheGuestIsHealthy() =>
        (await world.Guest.Health.CheckAsync(world.Cancelled)).ThrowIfUnhealthy("in the scenario");

    /// <summary>Expects that the health check fails, and that it names every text of the table's column finding.</summary>
    [Then("the health check fails and names:")]
    public Task ThenTheHealthCheckFails(ExpectedFindings findings) => ThenTheHealthCheckFailsWithin(Seconds.Parse("0"), findings);

    /// <summary>
    /// Repeats the health check until it fails, for faults that take time to show, such as the loss of a port. It must name every
    /// text of the table's column finding.
    /// </summary>
    [Then("the health check fails within {int} s and names:")]
    public async Task ThenTheHealthCheckFailsWithin(Seconds limit, ExpectedFindings findings)
    {
        var failure = await Expected.FailureAsync(
            FailureClass.GuestHealth, () => world.Guest.Health.CheckForAsync(TimeSpan.FromSeconds(limit.Value), world.Cancelled));
        world.ExpectsUnwell = true;
        output.WriteLine(failure);
        findings.CheckNamed("the health check", FailureClass.GuestHealth, failure);
    }

    /// <summary>
    /// Accepts the loss in the host's kernel log from now on, but no error of data or of a file system; the loss must come.
    /// </summary>
    [Given("the loss of a path is expected on {word}")]
    public Task GivenThePathsLossIsExpected(HostName host) =>
        world.Lab.HostChecks.ExpectPathLossAsync(world.Lab.Host(host), world.Cancelled);

    /// <summary>Waits until the host's kernel reports the expected loss.</summary>
    [Then("a path of {word} is lost within {int} s")]
    public Task ThenAPathIsLost(HostName host, Seconds limit) =>
        world.Lab.HostChecks.AwaitPathLossAsync(world.Lab.Host(host), TimeSpan.FromSeconds(limit.Value), world.Cancelled);

    /// <summary>Makes the guest's kernel reboot at once; everything that ran in the guest ends.</summary>
    [When("the guest reboots")]
    public async Task WhenTheGuestReboots()
    {
        var events = world.Guest.Guest.Machine.Qmp.Events;
        var since = events.Position;
        var failure = await Expected.FailureAsync(
            FailureClass.GuestHealth,
            () => world.Guest.Guest.Shell.RunAsync(
                "echo b > /proc/sysrq-trigger", world.Lab.Environment.Timeouts.Command, world.Cancelled));
        output.WriteLine(failure);
        await events.WaitAsync("RESET", since, ResetTimeout, world.Cancelled);
    }
}
