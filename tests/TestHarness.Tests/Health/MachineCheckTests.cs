using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Hosts;
using TestHarness.Qmp.Block;
using TestHarness.Tests.Qmp;

namespace TestHarness.Tests.Health;

[TestFixture]
internal sealed class MachineCheckTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Test]
    public void QEMU_may_warn_of_more_vCPUs_than_the_host_has_processors()
    {
        const string Said = """
            qemu: warning: Number of SMP cpus requested (2) exceeds the recommended cpus supported by KVM (1)
            qemu: the end of a migration
            """;

        Assert.That(MachineCheck.CheckExit("source", Result(0, Said), "qemu: the end of a migration").Findings, Is.Empty);
        Assert.That(
            MachineCheck.CheckExit("source", Result(0, Said)).Findings.Single().Message,
            Does.Contain("qemu: the end"));
    }

    [Test]
    public async Task A_device_that_stopped_on_an_error_is_reported()
    {
        using var qemu = StartFailing("stop");
        await using var client = await qemu.ConnectAsync();
        Assert.That((await MachineCheck.BlockDevicesAsync(client, [])).Findings, Is.Empty);
        await client.ExecuteAsync("cont");
        await client.Events.WaitAsync("STOP", 0, Soon);

        var report = await MachineCheck.BlockDevicesAsync(client, []);

        Assert.That(
            report.Findings.Select(finding => finding.ToString()), Is.EqualTo(["error: source: io-status: disk0 is failed"]));
    }

    [Test]
    public async Task A_request_that_failed_is_reported_until_it_is_known()
    {
        using var qemu = StartFailing("report");
        await using var client = await qemu.ConnectAsync();
        await client.ExecuteAsync("cont");
        await client.Events.WaitAsync("BLOCK_IO_ERROR", 0, Soon);
        await client.ExecuteAsync("stop");
        var known = await client.QueryBlockStatsAsync();

        Assert.That(
            (await MachineCheck.BlockDevicesAsync(client, [])).Findings.Single().ToString(),
            Does.Match(@"^error: source: block statistics: disk0 has \d+ new failed reads$"));
        Assert.That((await MachineCheck.BlockDevicesAsync(client, known)).Findings, Is.Empty);
    }

    [Test]
    public void A_qemu_that_ended_well_has_nothing_to_tell() =>
        Assert.That(MachineCheck.CheckExit("source", Result(0, "\n")).Findings, Is.Empty);

    [Test]
    public void A_qemu_that_was_killed_or_complained_is_told() =>
        Assert.That(MachineCheck.CheckExit("source", Result(137, "qemu: terrible\n")).Findings, Is.EqualTo(
        [
            new HealthFinding(HealthCheck.QemuExitCode, "source", HealthSeverity.Critical, "expected 0, found 137"),
            new HealthFinding(HealthCheck.QemuStandardError, "source", HealthSeverity.Error, "qemu: terrible"),
        ]));

    [TestCase("qemu: the end of a migration\nqemu: terrible\n", "qemu: terrible")]
    [TestCase("qemu: another\n", "qemu: another")]
    public void What_a_qemu_was_expected_to_say_first_is_not_told(string said, string told) => Assert.That(
        MachineCheck.CheckExit("source", Result(0, said), "qemu: the end of a migration\n").Findings.Single().Message,
        Is.EqualTo(told));

    [Test]
    public void A_line_that_is_known_is_not_told() => Assert.That(
        MachineCheck.CheckExit(
            "source", Result(0, "known 1\nnew\nother\n"), isKnown: line => line.StartsWith("known", StringComparison.Ordinal))
            .Findings.Single().Message,
        Is.EqualTo("new\nother"));

    /// <summary>The firmware reads the disk to boot from it, and fails.</summary>
    private static TestQemu StartFailing(string onError) => TestQemu.Start(
        "q35", "-m", "16",
        "-blockdev", "driver=null-co,node-name=null0,read-zeroes=on",
        "-blockdev", """{"driver": "blkdebug", "node-name": "node0", "image": "null0", "inject-error": """ +
            """[{"event": "none", "iotype": "read"}]}""",
        "-device", $"virtio-blk-pci,id=disk0,drive=node0,werror={onError},rerror={onError},bootindex=1");

    private static CommandResult Result(int exitCode, string error) => new("host1", "qemu", exitCode, "", error, TimeSpan.Zero);
}
