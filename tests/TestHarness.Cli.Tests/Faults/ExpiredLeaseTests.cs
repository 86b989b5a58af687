using TestHarness.Cli.Tests.Support;
using TestHarness.Tests.Faults;

namespace TestHarness.Cli.Tests.Faults;

/// <summary>
/// The harness stands still while a scenario runs on a host with leases. The host gives the leases back after 60 s without a
/// heartbeat, and ends the scenario's processes.
/// </summary>
[Category("slow")]
internal sealed class ExpiredLeaseTests : IDisposable
{
    private static readonly TimeSpan Expiry = TimeSpan.FromSeconds(60);

    private readonly HarnessProcess _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fault("harness-STOP-beyond-expiry")]
    [TestCase("load")]
    public async Task A_harness_that_stands_still_beyond_the_expiry(string phase)
    {
        Assert.That(phase, Is.EqualTo("load"));
        await using var machine = await StartAsync();

        var result = await _harness.StopAsync(
            "stamped blocks to the LUN  passed", null, Expiry + TimeSpan.FromSeconds(6), Run("faulty.feature"));

        Assert.That(result.ExitCode, Is.EqualTo(1), result.Output + result.Error);
        FaultReport.Kept(FaultPromise.BoundedEnd);
        Assert.That(
            result.Output,
            Does.Contain("[preflight] the lease of host1 is lost: the host got no heartbeat for 60 s, and has ended"));
        FaultReport.Caused("preflight");
        await AssertAftermathAsync(machine);
    }

    private async Task<SshMachine> StartAsync()
    {
        Skip.UnlessInstalled(SkipReason.NoQemu, "qemu-system-x86_64");
        var machine = await SshMachine.StartAsync();
        var ssh = machine.Connection.Destination;
        var connection = $"{{ ssh: {{ host: {ssh.Host}, user: {ssh.User}, port: {ssh.Port}, "
            + $"identityFile: {ssh.IdentityFile}, knownHosts: {ssh.KnownHostsFile} }} }}";
        await File.WriteAllTextAsync(Path.Combine(_harness.Folder, "machine.yaml"), $$"""
            name: machine
            hosts:
              - { name: host1, connection: {{connection}} }
              - { name: host2, connection: {{connection}} }
            storage:
              luns: [{ name: lun0, kind: file, size: 16MiB }]
            guest: { image: builtin, memory: 128MiB }
            timeouts: { hosts: 30s }
            """);
        return machine;
    }

    private string[] Run(string feature) =>
        ["run", HarnessProcess.Fixture(feature), "--env", Path.Combine(_harness.Folder, "machine.yaml")];

    private async Task AssertAftermathAsync(SshMachine machine)
    {
        var next = await _harness.RunAsync(Run("there-and-back.feature"));
        Assert.That(next.ExitCode, Is.Zero, next.Output + next.Error);
        FaultReport.Kept(FaultPromise.NextGreen);
        Assert.That(Directory.GetFiles(_harness.State, "*", SearchOption.AllDirectories), Is.Empty);
        FaultReport.Kept(FaultPromise.EmptyLedger);
        await machine.AssertNothingIsLeftAsync();
        FaultReport.Kept(FaultPromise.NothingLeft);
    }
}
