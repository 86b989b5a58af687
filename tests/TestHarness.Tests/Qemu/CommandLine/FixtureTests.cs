using TestHarness.Qemu.CommandLine;

namespace TestHarness.Tests.Qemu.CommandLine;

[Parallelizable(ParallelScope.All)]
internal sealed class FixtureTests
{
    [TestCaseSource(typeof(Fixture), nameof(Fixture.Names))]
    public void Prints_back_with_the_same_meaning(string name)
    {
        var read = Fixture.Read(name);

        Assert.Multiple(() =>
        {
            Assert.That(QemuCommandLine.Parse(read.ToString()).Differences(read), Is.Empty);
            Assert.That(QemuCommandLine.Parse([read.Program, .. read.ToArguments()]), Is.EqualTo(read));
        });
    }

    [TestCaseSource(typeof(Fixture), nameof(Fixture.Names))]
    public void Keeps_every_word(string name)
    {
        var words = Fixture.Text(name).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .SkipWhile(word => !word.EndsWith("qemu-kvm", StringComparison.Ordinal))
            .Skip(1)
            .Where(word => word != "\\");

        Assert.That(Fixture.Read(name).ToArguments(), Is.EqualTo(words));
    }

    [TestCaseSource(typeof(Fixture), nameof(Fixture.Names))]
    public void Finds_the_program(string name) =>
        Assert.That(Fixture.Read(name).Program, Is.EqualTo("/usr/libexec/qemu-kvm"));

    [Test]
    public void Reads_the_passthrough_LUN_of_the_vHBA_procedure()
    {
        var source = Fixture.Read("vhba-source");

        Assert.Multiple(() =>
        {
            Assert.That(source.FindDevice("data-disk1")?.Driver, Is.EqualTo("scsi-block"));
            Assert.That(source.FindDrive("drive-data-disk1")?.File,
                Is.EqualTo("/dev/disk/by-path/pci-0000:18:00.1-fc-0x203600a0b85b5dd4-lun-0"));
            Assert.That(source.FindChardev("channel1")?["wait"], Is.EqualTo("off"));
        });
    }

    [Test]
    public void Reads_the_shared_disk_of_the_vDPA_procedure()
    {
        var source = Fixture.Read("vdpa-comment4-source");

        Assert.Multiple(() =>
        {
            Assert.That(source.FindBlockNode("prot_stg0")?.Driver, Is.EqualTo("virtio-blk-vhost-vdpa"));
            Assert.That(source.FindObject("mem")?["size"], Is.EqualTo("6G"));
            Assert.That(source.FindNetdev("nicpci")?.Type, Is.EqualTo("tap"));
            Assert.That(source.Devices.Count(device => device.Driver == "pcie-root-port"), Is.EqualTo(9));
        });
    }

    [Test]
    public void Reports_how_the_destination_differs_from_its_source()
    {
        var differences = Fixture.Read("vdpa-comment4-source").Differences(Fixture.Read("vdpa-comment4-destination"));

        Assert.That(differences.Select(difference => $"{difference}"), Is.EqualTo(
        [
            "-name: guest is src_vm in the first, dst_vm in the second",
            "-blockdev node-name=prot_stg0: path is /dev/vhost-vdpa-0 in the first, /dev/vhost-vdpa-1 in the second",
            "-vnc: vnc is :5 in the first, :6 in the second",
            "-qmp: address is tcp:0:5955 in the first, tcp:0:5956 in the second",
            "-incoming: presence is absent in the first, value=defer in the second",
        ]));
    }

    [Test]
    public void Starts_a_destination_from_the_words_of_the_procedure()
    {
        var source = Fixture.Read("vhba-source");

        var destination = source.Append("<source cmd line>-incoming tcp:0:5888,server,nowait");

        Assert.That(destination, Is.EqualTo(source.WithIncoming("tcp:0:5888,server,nowait")));
    }
}
