using TestHarness.Environments;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Labs.Leasing;
using TestHarness.Leases;

namespace TestHarness.Tests.Labs.Leasing;

public sealed class LeaseNeedsTests
{
    private static readonly HostDescription[] Remote = [Over("c", "lab3"), Over("a", "lab1"), Over("b", "lab2")];

    [Test]
    public void All_runs_take_the_hosts_in_the_order_of_their_machine_ids() =>
        Assert.That(Needs(new LabEnvironment { Name = "lab", Hosts = [.. Remote] }, Remote), Is.EqualTo(new[]
        {
            "a: host", "b: host", "c: host",
        }));

    [Test]
    public void A_lun_is_leased_on_all_hosts_that_share_it_also_on_those_that_the_scenario_does_not_use()
    {
        var environment = new LabEnvironment
        {
            Name = "lab",
            Hosts = [.. Remote],
            Luns = [new DeviceLun("two", "naa.2"), new FcLun("one", "naa.1"), new FileLun("file", ByteSize.FromMiB(1))],
        };

        Assert.That(Needs(environment, Remote[1]), Is.EqualTo(new[]
        {
            "a: host lun-naa.1 lun-naa.2", "b: lun-naa.1 lun-naa.2", "c: lun-naa.1 lun-naa.2",
        }));
    }

    [Test]
    public void A_scenario_for_any_host_leases_its_host_alone()
    {
        var environment = new LabEnvironment { Name = "lab", Hosts = [.. Remote], Luns = [new DeviceLun("one", "naa.1")] };

        Assert.That(Needs(environment, usesLuns: false, [Remote[1]]), Is.EqualTo(new[] { "a: host" }));
    }

    [TestCase("one", "one", 1)]
    [TestCase("one", "two", 2)]
    [TestCase("", "", 2)]
    public void A_machine_with_two_connections_has_one_lease(string first, string second, int leases)
    {
        var environment = new LabEnvironment { Name = "lab", Hosts = [Over("a", "lab1"), Over("b", "lab2")] };
        var surveys = new Dictionary<string, HostSurvey> { ["a"] = On("a", first), ["b"] = On("b", second) };

        var needs = LeaseNeeds.Of(environment, environment.Hosts, surveys, usesLuns: true);

        Assert.That(needs.Select(need => need.Names.Single()), Is.EqualTo(Enumerable.Repeat(LeaseName.Host, leases)));
    }

    [Test]
    public void This_machine_is_leased_when_the_environment_has_a_lun_that_outlives_the_scenario()
    {
        var here = new HostDescription("a", new LocalConnection(), null, [], []);
        var environment = new LabEnvironment
        {
            Name = "local", Hosts = [here], Luns = [new FileLun("file", ByteSize.FromMiB(1))],
        };

        Assert.That(Needs(environment, here), Is.Empty);
        Assert.That(
            Needs(environment with { Luns = [new DeviceLun("disk", "naa.1")] }, here), Is.EqualTo(new[] { "a: host lun-naa.1" }));
    }

    /// <summary>The machine's ID is the name of the host.</summary>
    private static IEnumerable<string> Needs(LabEnvironment environment, params HostDescription[] hosts) =>
        Needs(environment, usesLuns: true, hosts);

    private static IEnumerable<string> Needs(LabEnvironment environment, bool usesLuns, HostDescription[] hosts) => LeaseNeeds.Of(
        environment,
        [.. hosts],
        environment.Hosts.ToDictionary(host => host.Name, host => On(host.Name, host.Name)),
        usesLuns)
        .Select(need => $"{need.Host.Name}: {string.Join(' ', need.Names)}");

    private static HostSurvey On(string name, string machine) => new(name, "", null, null, "", "", []) { Machine = machine };

    private static HostDescription Over(string name, string address) =>
        new(name, new SshConnection(new SshDestination(address)), null, [], []);
}
