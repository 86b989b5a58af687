using TestHarness.Failures;
using TestHarness.Migration;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.Machines;
using TestHarness.Storage;
using TestHarness.Tests.Guests;

namespace TestHarness.Tests.Migration;

[TestFixture]
internal sealed class SingleWriterTests : BareMigration
{
    [Test]
    public async Task Reports_who_writes_before_and_after_switchover()
    {
        var lun = await Bench.LunAsync();
        await StartMachinesAsync(Disk(lun));
        Assert.That(await OpensAsync(Source), Has.Length.EqualTo(1));
        Assert.That(await OpensAsync(Destination), Is.Empty, "an incoming QEMU does not write");
        var early = await SingleWriter.CheckAsync(Source, lun, Destination, lun);
        Assert.That(early.Findings.Select(finding => finding.Where), Is.EqualTo(["destination", "source"]));
        Assert.That(
            early.Findings[0].Message, Is.EqualTo($"this QEMU runs the guest but does not hold {lun.Path} open for writing"));
        Assert.That(
            early.Findings[1].Message,
            Does.StartWith($"the source still holds {lun.Path} open for writing after switchover (/proc/"));

        (await (await StartAsync()).CompleteAsync(null)).OrThrow();

        Assert.That(await OpensAsync(Source), Is.Empty);
        Assert.That(await OpensAsync(Destination), Has.Length.EqualTo(1));
        Assert.That((await SingleWriter.CheckAsync(Source, lun, Destination, lun)).Findings, Is.Empty);

        async Task<WritableOpen[]> OpensAsync(QemuMachine machine) =>
            [.. (await WritableOpens.ListAsync(Bench.Host, lun.Path)).Of(machine.ProcessId)];
    }

    [Test]
    public async Task A_QEMU_beside_the_two_that_writes_is_a_finding()
    {
        var lun = await Bench.LunAsync();
        await StartMachinesAsync(Disk(lun));
        var second = await Bench.StartAsync(
            "second",
            Workbench.Bare(
                [.. Disk(lun).Select(option => option.Name == "drive" ? option.With("file.locking", "off") : option)]));

        (await (await StartAsync()).CompleteAsync(null)).OrThrow();

        var finding = (await SingleWriter.CheckAsync(Source, lun, Destination, lun)).Findings.Single();
        Assert.That(finding.Check, Is.EqualTo(HealthCheck.SingleWriter));
        Assert.That(finding.Message, Does.Match(
            $@"^qemu-system-\S* \(process {second.ProcessId}\) holds {lun.Path} open for writing beside destination \(/proc/"));
    }

    private static QemuOption[] Disk(SharedLun lun) =>
    [
        QemuOption.Of("drive", ("file", lun.Path), ("if", "none"), ("id", "disk"), ("format", "raw"), ("cache", "none")),
        QemuOption.Of("device", ("driver", "virtio-scsi-pci"), ("id", "scsi1")),
        QemuOption.Of("device", ("driver", "scsi-hd"), ("bus", "scsi1.0"), ("drive", "disk"), ("share-rw", "on")),
    ];
}
