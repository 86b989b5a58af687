using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Labs;

/// <summary>A lab that cannot be opened, as one of its hosts has gone.</summary>
[Category("slow")]
internal sealed class LabOpeningTests
{
    [Test]
    public async Task A_lab_that_fails_to_open_half_way_leaves_nothing_and_gives_its_hosts_back()
    {
        await using var stays = await SshServer.StartAsync();
        await using var goes = await SshServer.StartAsync();
        using var reports = new TemporaryDirectory();
        var environment = new LabEnvironment
        {
            Name = "loopback",
            Hosts = [Host("host1", stays), Host("host2", goes)],
            Timeouts = new TimeoutSettings { Boot = TimeSpan.FromSeconds(1) },
        };
        var run = await LabRun.StartAsync(environment, reports.Path);
        var before = ProcessSearch.OfThisHarness();
        await goes.StopAsync();

        for (var time = 0; time < 2; time++)
        {
            Assert.That(
                async () => await run.OpenAsync("half-way", ["hosts:2"], _ => { }).WaitAsync(TimeSpan.FromMinutes(1)),
                Throws.TypeOf<HarnessException>().With.Message.StartsWith("[ssh] host host2"));
        }

        await run.DisposeAsync();
        Assert.That(ProcessSearch.OfThisHarness(), Is.SubsetOf(before));
        Assert.That(Directory.Exists(HarnessPaths.Ledgers) ? Directory.GetFiles(HarnessPaths.Ledgers) : [], Is.Empty);
    }

    private static HostDescription Host(string name, SshServer server) =>
        new(name, new SshConnection(server.Destination), null, [], []) { Machine = "this" };
}
