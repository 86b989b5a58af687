using TestHarness.Qemu.CommandLine.Reported;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp.Machine;
using TestHarness.Tests.Guests;
using TestHarness.Tests.Qemu.Capabilities;

namespace TestHarness.Tests.Qemu.CommandLine.Reported;

/// <summary>QEMU accepts what is made of hostile command lines, and runs.</summary>
[Parallelizable]
internal sealed class LaunchedByQemuTests
{
    private static readonly byte[] Qcow2Header = [(byte)'Q', (byte)'F', (byte)'I', 0xfb, 0, 0, 0, 3];

    private Workbench _bench = null!;

    [SetUp]
    public void MakeBench() => _bench = Workbench.Create();

    [TearDown]
    public async Task EndAsync() => await _bench.DisposeAsync();

    [TestCaseSource(nameof(Sample))]
    public async Task A_launched_command_line_runs(string name)
    {
        var lun = await _bench.LunAsync();
        var line = HostileCommandLine.Read(name)
            .Launch(InstalledQemu.Name, await Workbench.ImageAsync(), lun.Path, _bench.Folder);

        await using var machine = await QemuMachine.StartAsync(_bench.Start("guest", line));

        Assert.That((await machine.Qmp.QueryStatusAsync()).Running);
    }

    /// <summary>The guest has written the header of a qcow2 image onto its disk; QEMU must not read it as one.</summary>
    [TestCase("-drive if=none,id=d0,file=/x,cache=none -device scsi-hd,drive=d0,id=disk0")]
    [TestCase("-drive if=none,id=d0,file=/x,format=qcow2 -device scsi-hd,drive=d0,id=disk0")]
    [TestCase("-blockdev driver=qcow2,node-name=d0,file.driver=file,file.filename=/x -device scsi-hd,drive=d0,id=disk0")]
    public async Task A_LUN_with_the_header_of_an_image_is_opened_as_raw(string disk)
    {
        var lun = await _bench.LunAsync();
        await using (var file = File.OpenWrite(lun.Path))
            await file.WriteAsync(Qcow2Header);
        var line = ReportedCommandLine.Parse($"qemu -nodefaults -device virtio-scsi-pci {disk}")
            .Launch(new(InstalledQemu.Name, "tcg", await Workbench.ImageAsync(), 128, 1, "disk0", lun.Path, _bench.Folder))
            .CommandLine;

        await using var machine = await QemuMachine.StartAsync(_bench.Start("guest", line));
        var nodes = await machine.Qmp.ExecuteAsync("query-named-block-nodes", null, null);

        Assert.That(nodes.EnumerateArray().Select(node => node.GetProperty("drv").GetString()), Is.EquivalentTo(["raw", "file"]));
    }

    private static IEnumerable<string> Sample() => HostileCommandLine.Names
        .Where(name => HostileCommandLine.Read(name).Refusal is null)
        .Where((name, index) => index % 5 == 0 || name.StartsWith("disk-", StringComparison.Ordinal));
}
