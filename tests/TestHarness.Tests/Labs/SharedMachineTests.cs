using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Labs;

/// <summary>Hosts of an environment that are one machine.</summary>
[Category("slow")]
internal sealed class SharedMachineTests
{
    [Test]
    public async Task Two_connections_to_one_machine_are_an_error_that_names_both_hosts_unless_they_are_declared()
    {
        await using var server = await SshServer.StartAsync();
        using var reports = new TemporaryDirectory();
        var (here, there) = (Host("host1", new LocalConnection()), Host("host2", new SshConnection(server.Destination)));
        var boot = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

        Assert.That(
            () => LabRun.StartAsync(Environment(here, there), reports.Path),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith(
                $"[config] hosts 'host1' (this machine) and 'host2' (ssh {server.Destination}) of environment 'twice' are one " +
                "machine "
                + "(machine ID and boot ID ").And.Message.Contains($"{boot}): name two machines"));

        var run =
            await LabRun.StartAsync(Environment(here with { Machine = "one" }, there with { Machine = "one" }), reports.Path);
        Assert.That(run.Surveys.Values.Select(survey => survey.Machine).Distinct().Single(), Does.EndWith(boot));
        await LabRun.StartAsync(Environment(here, here with { Name = "host2" }), reports.Path);
    }

    private static LabEnvironment Environment(params HostDescription[] hosts) => new()
    {
        Name = "twice",
        Hosts = [.. hosts],
        Qemu = new QemuSettings { Binary = "/nonexistent/qemu" },
    };

    private static HostDescription Host(string name, HostConnection connection) => new(name, connection, null, [], []);
}
