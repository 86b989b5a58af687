using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Hosts;
using TestHarness.Labs.Recipes;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Labs.Recipes;

[Parallelizable]
public sealed class RouteTests
{
    private static readonly LabHost Source = Reached("host1", "192.0.2.1", null);

    [TestCase("192.0.2.7", null, "192.0.2.7", "tcp:0:0")]
    [TestCase("2001:db8::7", null, "2001:db8::7", "tcp:[::]:0")]
    [TestCase("192.0.2.7", "2001:db8::7", "2001:db8::7", "tcp:[::]:0")]
    [TestCase("lab7", "fe80::7%eth1", "fe80::7%eth1", "tcp:[::]:0")]
    [TestCase("fe80::7%eth0", "192.0.2.7", "192.0.2.7", "tcp:0:0")]
    public async Task A_destination_listens_where_the_source_connects(
        string host, string? migrationAddress, string address, string listens)
    {
        var route = await Route.BetweenAsync(Source, Reached("host2", host, migrationAddress));

        Assert.That((route.DestinationAddress, route.ListenUri), Is.EqualTo((address, listens)));
    }

    [TestCase(0, "tcp:[::]:0")]
    [TestCase(1, "tcp:0:0")]
    public async Task A_name_may_be_of_both_families_where_the_destination_has_both(int exitCode, string listens)
    {
        var asked = new AnsweringHost(new SshConnection(new SshDestination("lab7")), exitCode);

        var route = await Route.BetweenAsync(Source, Of("host2", asked, null));

        Assert.That((route.DestinationAddress, route.ListenUri), Is.EqualTo(("lab7", listens)));
    }

    [Test]
    public void The_zone_of_an_SSH_address_says_nothing_to_the_source() => Assert.That(
        () => Route.BetweenAsync(Source, Reached("host2", "fe80::7%eth0", null)),
        Throws.TypeOf<HarnessException>().With.Message.EqualTo(
            "[config] host1 cannot migrate to host2: the zone of fe80::7%eth0 is an interface of this machine; give host2 a "
            + "migrationAddress, with a zone of host1 if it is link-local"));

    private static LabHost Reached(string name, string host, string? migrationAddress) =>
        Of(name, new SshHost(name, new SshDestination(host)), migrationAddress);

    private static LabHost Of(string name, IHost host, string? migrationAddress) => new(
        new HostDescription(name, host.Connection, null, [], []) { MigrationAddress = migrationAddress }, host, null!, "", null!);

    private sealed class AnsweringHost(HostConnection connection, int exitCode) : HostDecorator(new UntouchedHost())
    {
        public override HostConnection Connection => connection;

        public override Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken = default) =>
            Task.FromResult(new CommandResult(Name, $"{command}", exitCode, "", "", TimeSpan.Zero));
    }
}
