using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Migration;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>Faults of a host's kernel, planted as files and records that the host's commands are given.</summary>
internal sealed class HostLegTests : SharedGuestLegs
{
    private readonly PlantedKernelLog _kernelLog = new();

    protected override void Plant()
    {
        File.WriteAllText(Folder["tainted"], "0\n");
        File.WriteAllText(Folder["core_pattern"], $"{Folder["core.%e.%p"]}\n");
        Plants.Show(KernelTaint.Path, Folder["tainted"]);
        File.WriteAllText(Folder["boot_id"], $"{Guid.NewGuid()}\n");
        Plants.Show(GuestIdentity.BootIdPath, Folder["boot_id"]);
        Plants.Show(CoreDumps.PatternPath, Folder["core_pattern"]);
        Plants.Answer(_kernelLog.Answer);
    }

    [Test]
    [PlantsFault(HealthCheck.HostKernelLog)]
    public async Task An_error_in_a_hosts_kernel_log_fails_the_leg()
    {
        await CleanLegAsync();
        _kernelLog.Log(3, "planted: adapter reset");

        Assert.That(await FailedLegAsync(), Does.Contain("host1: kernel log: ").And.Contain("planted: adapter reset"));
        Assert.That(Findings.Single().Check, Is.EqualTo(HealthCheck.HostKernelLog));
    }

    [Test]
    public async Task A_destination_that_was_started_ahead_ends_when_the_leg_before_fails()
    {
        _kernelLog.Log(3, "planted: adapter reset before the leg's end");

        Assert.That(
            async () => await Guest.PingPongAsync(2, Guest.Place, Elsewhere, new MigrationOptions()),
            Throws.TypeOf<HarnessException>().With.Message.Contains("adapter reset before the leg's end"));

        Assert.That(
            ProcessSearch.OfThisHarness().Where(process => process.Contains("-incoming", StringComparison.Ordinal)),
            Has.Exactly(1).Items);
    }

    [Test]
    [PlantsFault(HealthCheck.HostBoot)]
    public async Task A_host_that_was_booted_again_fails_the_leg()
    {
        await CleanLegAsync();
        await File.WriteAllTextAsync(Folder["boot_id"], $"{Guid.NewGuid()}\n");

        Assert.That(await FailedLegAsync(), Does.Contain("host1: host boot: the host was booted again: boot ID "));
        Assert.That(Findings.Single().Check, Is.EqualTo(HealthCheck.HostBoot));
    }

    [Test]
    [PlantsFault(HealthCheck.HostTaint)]
    public async Task A_host_kernel_that_becomes_tainted_fails_the_leg()
    {
        await CleanLegAsync();
        await File.WriteAllTextAsync(Folder["tainted"], "128\n");

        Assert.That(await FailedLegAsync(), Does.Contain("host1: kernel taint: the kernel became tainted: D"));
        Assert.That(Findings.Single().Check, Is.EqualTo(HealthCheck.HostTaint));
    }

    [Test]
    [PlantsFault(HealthCheck.CoreDumps)]
    public async Task A_core_dump_on_a_host_fails_the_leg()
    {
        await CleanLegAsync();
        await File.WriteAllTextAsync(Folder["core.qemu-system-x86.4711"], "");

        Assert.That(
            await FailedLegAsync(),
            Does.Contain($"host1: core dumps: a process dumped core: {Folder["core.qemu-system-x86.4711"]}"));
        Assert.That(Findings.Single().Check, Is.EqualTo(HealthCheck.CoreDumps));
    }
}
