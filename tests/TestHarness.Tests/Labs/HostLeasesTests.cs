using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Ledger;

namespace TestHarness.Tests.Labs;

public sealed class HostLeasesTests
{
    private static readonly ImmutableArray<HostDescription> Two = [Host("a", "lab1"), Host("b", "lab2")];

    [Test]
    public async Task Each_gets_a_host_of_its_own_and_the_next_one_waits()
    {
        var leases = new HostLeases();
        using var first = await leases.TakeAsync(Two, 1);
        using var second = await leases.TakeAsync(Two, 1);
        var third = leases.TakeAsync(Two, 1);

        Assert.That((first.Hosts[0].Name, second.Hosts[0].Name, third.IsCompleted), Is.EqualTo(("a", "b", false)));
        second.Dispose();
        Assert.That((await third.WaitAsync(TimeSpan.FromSeconds(10))).Hosts[0].Name, Is.EqualTo("b"));
    }

    [Test]
    public async Task Two_names_of_one_machine_are_one()
    {
        var leases = new HostLeases();
        ImmutableArray<HostDescription> same = [Host("a", "lab1"), Host("b", "lab1")];
        using var first = await leases.TakeAsync(same, 2);

        Assert.That(leases.TakeAsync(same, 1).IsCompleted, Is.False);
    }

    [Test]
    public async Task A_lease_that_is_returned_twice_is_returned_once()
    {
        var leases = new HostLeases();
        var first = await leases.TakeAsync(Two[..1], 1);
        first.Dispose();
        using var second = await leases.TakeAsync(Two[..1], 1);

        first.Dispose();

        Assert.That(leases.TakeAsync(Two[..1], 1).IsCompleted, Is.False);
    }

    [Test]
    public void Hosts_that_are_not_there_are_not_waited_for() => Assert.That(
        async () => await new HostLeases().TakeAsync(Two, 3),
        Throws.TypeOf<HarnessException>().With.Message.EqualTo(
            "[preflight] the scenario needs 3 hosts, but only 2 meet its needs"));

    [Test]
    public async Task A_scenario_that_waits_for_a_host_on_which_a_failed_one_is_kept_ends_with_that_reason()
    {
        var leases = new HostLeases();
        using var first = await leases.TakeAsync(Two[..1], 1);
        var waiting = leases.TakeAsync(Two[..1], 1);

        first.Keep(new KeptScenario("Ping-pong", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)));

        Assert.That(
            async () => await waiting.WaitAsync(TimeSpan.FromSeconds(10)),
            Throws.TypeOf<HarnessException>().With.Message.EqualTo(
                "[preflight] the failed scenario 'Ping-pong' of 2026-01-02 03:04 UTC is kept on a: 'harness clean' ends it"));
        Assert.That((await leases.TakeAsync(Two, 1)).Hosts[0].Name, Is.EqualTo("b"), "another host can be had");
    }

    private static HostDescription Host(string name, string address) =>
        new(name, new SshConnection(new SshDestination(address)), null, [], []);
}
