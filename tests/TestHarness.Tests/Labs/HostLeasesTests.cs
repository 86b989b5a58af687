using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Environments.Matching;
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
        using var first = await leases.TakeAsync([Group(Two)], 1);
        using var second = await leases.TakeAsync([Group(Two)], 1);
        var third = leases.TakeAsync([Group(Two)], 1);

        Assert.That((first.Hosts[0].Name, second.Hosts[0].Name, third.IsCompleted), Is.EqualTo(("a", "b", false)));
        second.Dispose();
        Assert.That((await third.WaitAsync(TimeSpan.FromSeconds(10))).Hosts[0].Name, Is.EqualTo("b"));
    }

    [Test]
    public async Task Two_names_of_one_machine_are_one()
    {
        var leases = new HostLeases();
        ImmutableArray<HostDescription> same = [Host("a", "lab1"), Host("b", "lab1")];
        using var first = await leases.TakeAsync([Group(same)], 2);

        Assert.That(leases.TakeAsync([Group(same)], 1).IsCompleted, Is.False);
    }

    [Test]
    public async Task A_lease_that_is_returned_twice_is_returned_once()
    {
        var leases = new HostLeases();
        var first = await leases.TakeAsync([Group(Two[..1])], 1);
        first.Dispose();
        using var second = await leases.TakeAsync([Group(Two[..1])], 1);

        first.Dispose();

        Assert.That(leases.TakeAsync([Group(Two[..1])], 1).IsCompleted, Is.False);
    }

    [Test]
    public void Hosts_that_are_not_there_are_not_waited_for() => Assert.That(
        async () => await new HostLeases().TakeAsync([Group(Two)], 3),
        Throws.TypeOf<HarnessException>().With.Message.EqualTo(
            "[preflight] the scenario needs 3 hosts, but too few meet its needs"));

    [Test]
    public async Task A_scenario_that_waits_for_a_host_on_which_a_failed_one_is_kept_ends_with_that_reason()
    {
        var leases = new HostLeases();
        using var first = await leases.TakeAsync([Group(Two[..1])], 1);
        var waiting = leases.TakeAsync([Group(Two[..1])], 1);

        first.Keep(new KeptScenario("Ping-pong", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)));

        Assert.That(
            async () => await waiting.WaitAsync(TimeSpan.FromSeconds(10)),
            Throws.TypeOf<HarnessException>().With.Message.EqualTo(
                "[preflight] the failed scenario 'Ping-pong' of 2026-01-02 03:04 UTC is kept on a: 'harness clean' ends it"));
        Assert.That((await leases.TakeAsync([Group(Two)], 1)).Hosts[0].Name, Is.EqualTo("b"), "another host can be had");
    }

    [Test]
    public async Task A_scenario_gets_all_its_hosts_of_one_group()
    {
        var leases = new HostLeases();
        ImmutableArray<HostDescription> others = [Host("c", "lab3"), Host("d", "lab4")];
        ImmutableArray<EnvironmentMatch> groups = [Group(Two), Group(others)];
        using var one = await leases.TakeAsync([Group(Two)], 1);

        using var pair = await leases.TakeAsync(groups, 2);
        var waiting = leases.TakeAsync(groups, 2);

        Assert.That(pair.Hosts, Is.EqualTo(others));
        Assert.That(pair.Environment.Hosts, Is.EqualTo(others));
        Assert.That(waiting.IsCompleted, Is.False);
        one.Dispose();
        Assert.That((await waiting.WaitAsync(TimeSpan.FromSeconds(10))).Hosts, Is.EqualTo(Two));
    }

    private static EnvironmentMatch Group(ImmutableArray<HostDescription> hosts) =>
        new(new LabEnvironment { Name = "lab", Hosts = hosts }, hosts, []);

    private static HostDescription Host(string name, string address) =>
        new(name, new SshConnection(new SshDestination(address)), null, [], []);
}
