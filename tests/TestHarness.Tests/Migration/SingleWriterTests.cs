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
    public async Task Tells_who_writes_before_and_after_switchover()
    {
        var lun = await Bench.LunAsync();
        await StartMachinesAsync(Disk(lun));
        Assert.That(await OpensAsync(Source), Has.Length.EqualTo(1));
        Assert.That(await OpensAsync(Destination), Is.Empty, "an incoming QEMU does not write");
        var early = await SingleWriter.CheckAsync(Source, lun, Destination, lun);
        Assert.That(early.Findings.Select(finding => finding.Where), Is.EqualTo(["source", "destination"]));
        Assert.That(early.Findings[0].Message, Does.StartWith($"it still holds {lun.Path} open for writing after switchover (/proc/"));

        (await (await StartAsync()).CompleteAsync(null)).OrThrow();

        Assert.That(await OpensAsync(Source), Is.Empty);
        Assert.That(await OpensAsync(Destination), Has.Length.EqualTo(1));
        Assert.That((await SingleWriter.CheckAsync(Source, lun, Destination, lun)).IsHealthy);

        Task<string[]> OpensAsync(QemuMachine machine) => WritableOpens.ListAsync(Bench.Host, machine.ProcessId, lun.Path);
    }

    [Test]
    public async Task A_second_writer_is_a_finding()
    {
        var lun = await Bench.LunAsync();
        await StartMachinesAsync(Disk(lun));
        var second = await Bench.StartAsync(
            "second", Workbench.Bare([.. Disk(lun).Select(option => option.Name == "drive" ? option.With("file.locking", "off") : option)]));

        (await (await StartAsync()).CompleteAsync(null)).OrThrow();

        var report = await SingleWriter.CheckAsync(second, lun, Destination, lun);
        Assert.That(report.Findings.Single(), Has.Property("Where").EqualTo("second").And.Property("Check").EqualTo("single writer"));
    }

    [Test]
    public async Task A_reader_is_no_writer()
    {
        var lun = await Bench.LunAsync();
        var reader = await Bench.StartAsync(
            "reader", Workbench.Bare(QemuOption.Of("blockdev", ("driver", "file"), ("node-name", "n"), ("filename", lun.Path), ("read-only", "on"))));

        Assert.That(await WritableOpens.ListAsync(Bench.Host, reader.ProcessId, lun.Path), Is.Empty);
    }

    private static QemuOption[] Disk(SharedLun lun) =>
    [
        QemuOption.Of("drive", ("file", lun.Path), ("if", "none"), ("id", "disk"), ("format", "raw"), ("cache", "none")),
        QemuOption.Of("device", ("driver", "virtio-scsi-pci"), ("id", "scsi1")),
        QemuOption.Of("device", ("driver", "scsi-hd"), ("bus", "scsi1.0"), ("drive", "disk"), ("share-rw", "on")),
    ];
}
