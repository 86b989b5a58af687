using TestHarness.Failures;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Faults;

/// <summary>A disk of a host, or the disk of the evidence, is full.</summary>
[Category("slow")]
internal sealed class DiskFaultTests
{
    /// <summary>The host has 4 MiB for a LUN of 16 MiB: the guest's write fails, and QEMU stops the guest.</summary>
    [Fault("host-disk-full")]
    [TestCase(FaultPhase.Open)]
    [TestCase(FaultPhase.Load)]
    public async Task A_host_whose_disk_becomes_full(FaultPhase phase)
    {
        await using var machine = await SshMachine.StartAsync();
        var point = new FaultPoint(phase, () => machine.ShellAsync(
            """
            room=$(df --output=avail -B1 /var/tmp | tail -n 1)
            [ "$1" = all ] || room=$((room - (2 << 20)))
            fallocate -l "$room" /var/tmp/filler
            """,
            phase == FaultPhase.Open ? "all" : "most"));
        await using var scenario = await FaultScenario.StartAsync(point, machine.Connection);

        var failures = await scenario.RunAsync();

        Aftermath.AssertCause(
            failures, FailureClass.GuestHealth, "No space left on device");
        await machine.ShellAsync("rm /var/tmp/filler");
        await scenario.AssertAftermathAsync();
        await machine.AssertNothingIsLeftAsync();
    }

    [Fault("evidence-disk-full")]
    [TestCase(FaultPhase.Load)]
    public async Task A_tester_whose_disk_for_evidence_becomes_full(FaultPhase phase)
    {
        Skip.Unless(Environment.IsPrivilegedProcess, SkipReason.NotRoot, "a file system can be mounted by root alone");
        using var folder = new TemporaryDirectory();
        await SshKeys.RunAsync("mount", "-t", "tmpfs", "-o", "size=1m", "evidence", folder.Path);
        try
        {
            var point = new FaultPoint(phase, () => SshKeys.RunAsync(
                "sh", "-c", "dd if=/dev/zero of=\"$1\" bs=4k 2> /dev/null; true", "sh", folder["filler"]));
            await using var scenario = await FaultScenario.StartAsync(point, reports: folder.Path);

            var failures = await scenario.RunAsync();

            File.Delete(folder["filler"]);
            Assert.That(failures, Is.Empty, "the guest is well, and what is missing of the evidence is told");
            Assert.That(point.Told, Has.Some.Match("the evidence is not whole: commands.jsonl: .*: No space left on device"));
            FaultReport.Caused("none");
            await scenario.AssertAftermathAsync();
        }
        finally
        {
            await SshKeys.RunAsync("umount", "-l", folder.Path);
        }
    }
}
