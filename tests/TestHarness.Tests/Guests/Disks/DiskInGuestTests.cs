using TestHarness.Guests;
using TestHarness.Guests.Disks;
using TestHarness.Hosts;
using TestHarness.Qemu.CommandLine.Reported;
using TestHarness.Qemu.Machines;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Qemu.Capabilities;

namespace TestHarness.Tests.Guests.Disks;

/// <summary>A real guest with several disks, of which each is found by the content that the host wrote to it.</summary>
[Parallelizable]
internal sealed class DiskInGuestTests
{
    private const string Disks = """
        qemu -nodefaults -machine q35 \
          -device pcie-root-port,id=port0,chassis=1 -device pcie-root-port,id=port1,chassis=2 \
          -device virtio-scsi-pci,id=ctrl0,bus=port1 -device virtio-scsi-pci,id=ctrl1 \
          -drive if=none,id=d0,file=/0 -device scsi-hd,bus=ctrl0.0,drive=d0,id=first \
          -drive if=none,id=d1,file=/1 -device scsi-hd,bus=ctrl0.0,scsi-id=3,lun=2,drive=d1,id=second \
          -drive if=none,id=d2,file=/2 -device scsi-hd,bus=ctrl1.0,drive=d2,id=third \
          -drive if=none,id=d3,file=/3 -device virtio-blk-pci,bus=port0,drive=d3,id=fourth \
          -drive if=none,id=d4,file=/4 -device virtio-blk-pci,drive=d4,id=fifth \
          -drive file=/5,if=virtio \
          -device virtio-scsi-pci -drive if=none,id=d6,file=/6 -device scsi-hd,bus=scsi.0,drive=d6,id=sixth \
          -device pcie-root-port,id=port2,chassis=3 -device virtio-scsi-pci,bus=port2 \
          -drive if=none,id=d7,file=/7 -device scsi-hd,bus=scsi.1,drive=d7,id=seventh
        """;

    private Workbench _bench = null!;

    [SetUp]
    public void MakeBench() => _bench = Workbench.Create();

    [TearDown]
    public async Task EndAsync() => await _bench.DisposeAsync();

    [TestCase("first")]
    [TestCase("second")]
    [TestCase("third")]
    [TestCase("fourth")]
    [TestCase("fifth")]
    [TestCase("sixth", Description = "its controller has no id")]
    [TestCase("seventh", Description = "its controller has no id, and is behind a port")]
    public async Task A_disk_is_found_among_others(string device)
    {
        var lun = await _bench.LunAsync();
        await using (var file = File.OpenWrite(lun.Path))
            await file.WriteAsync("this one"u8.ToArray());
        var line = ReportedCommandLine.Parse(Disks)
            .Launch(new(InstalledQemu.Name, "tcg", await Workbench.ImageAsync(), 128, 1, device, lun.Path, _bench.Folder))
            .CommandLine;
        await using var machine = await QemuMachine.StartAsync(_bench.Start("guest", line));
        await using var guest = await Guest.BootAsync(machine, log: null, TimeSpan.FromMinutes(2));

        var path = await DiskInGuest.FindAsync(machine.Qmp, guest.Shell, device, TimeSpan.FromMinutes(1));

        var content = await guest.Shell.RunAsync($"head -c 8 {path}", TimeSpan.FromMinutes(1));
        Assert.That(content.Output, Is.EqualTo("this one"), path);
    }

    /// <summary>The kernel shows a disk, with a size, a moment before it can be opened; its own first read comes after.</summary>
    [TestCase("       0        0        0        0 ", "no")]
    [TestCase("       1        0        8        0 ", "yes")]
    [TestCase(null, "no", Description = "the disk is gone")]
    public async Task A_disk_is_ready_when_the_kernel_has_read_it(string? stat, string isReady)
    {
        using var folder = new TemporaryDirectory();
        if (stat is not null)
            await File.WriteAllLinesAsync(folder["stat"], [stat]);
        await using var host = new LocalHost("this machine");

        var ready = await host.RunAsync(Command.Shell($$"""
            {{DiskInGuest.IsReady}}
            is_ready "$1" && echo yes || echo no
            """, folder.Path));

        Assert.That((ready.StandardOutput, ready.StandardError), Is.EqualTo(($"{isReady}\n", "")));
    }
}
