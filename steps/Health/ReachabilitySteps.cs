using Reqnroll;
using TestHarness.Baselines;
using TestHarness.Failures;
using TestHarness.Health.Reachability;
using TestHarness.GuestPlaces;
using TestHarness.Steps.Arguments;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Health;

/// <summary>The reachability of a guest over the network.</summary>
[Binding]
public sealed class ReachabilitySteps(ScenarioWorld world, IReqnrollOutputHelper output)
{
    private ReachabilityProbe? _probe;

    /// <summary>Starts a ping of the guest's address on a host, until the step that checks the answers.</summary>
    [Given("the guest is pinged every {int} ms from {word}")]
    public async Task GivenTheGuestIsPinged(PingInterval interval, HostName host)
    {
        var address = world.Lab.Environment.Guest.Address?.Address ?? throw new HarnessException(
            FailureClass.Config,
            $"environment '{world.Lab.Environment.Name}' gives the guest no address, so that nothing can ping the guest");
        var prober = world.Lab.Host(host);
        _probe = await ReachabilityProbe.StartAsync(
            prober.Host, address, $"{prober.Directory}/ping.txt", TimeSpan.FromMilliseconds(interval.Value), world.Cancelled);
        world.Lab.Keep(_probe);
    }

    /// <summary>
    /// Ends the ping and checks all its answers. The limits are for hardware; an environment may set how many times slower it is.
    /// </summary>
    [Then("the guest was out of reach for at most {int} ms at a time, and at most {int} pings were lost")]
    public async Task ThenTheGuestWasInReach(Milliseconds limit, LostPings lost)
    {
        var probe = _probe ?? throw new HarnessException(
            FailureClass.Config, "no ping of the guest runs: 'Given the guest is pinged every 10 ms from HOST' comes first");
        var reached = await probe.StopAsync(world.Cancelled);
        world.Reachability = reached;
        output.WriteLine($"{reached}");
        if (reached.Answers.IsEmpty)
            throw new HarnessException(
                FailureClass.GuestHealth, $"expected the guest to answer pings, but it answered none: {reached}");
        world.Guest.WriteEvidence(reached);
        world.Measured = world.Measured.AddRange(Figures.Of(reached));
        if (world.Lab.Baseline is { } baseline)
            output.WriteLine(baseline.Describe(Figures.Of(reached)));
        var (gap, most) = (
            world.Lab.Environment.ScaleLimit(TimeSpan.FromMilliseconds(limit.Value)),
            lost.Value * world.Lab.Environment.Slowness);
        if (reached.LongestGap.Length > gap || reached.Lost > most)
            throw new HarnessException(
                FailureClass.GuestHealth,
                $"expected the guest to be out of reach for at most {gap.TotalMilliseconds:0} ms at a time and {most:0} pings to "
                + $"be lost, found: {reached}");
    }
}
