using TestHarness.Qemu.CommandLine;
using TestHarness.Tests.Qemu.Capabilities;

namespace TestHarness.Tests.Qemu.CommandLine;

[Parallelizable(ParallelScope.All)]
internal sealed class AcceptedByQemuTests
{
    private const string Name = "a, 'b' \"c\" ,,d é";

    private string _folder = "";

    [OneTimeSetUp]
    public void MakeFolder()
    {
        InstalledQemu.Require();
        _folder = Directory.CreateTempSubdirectory("testharness,a=b ").FullName;
    }

    [OneTimeTearDown]
    public void RemoveFolder()
    {
        if (_folder.Length > 0)
            Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task QEMU_reads_the_values_that_were_printed()
    {
        var image = Path.Combine(_folder, "disk,1.raw");
        await File.WriteAllBytesAsync(image, new byte[512]);
        var printed = new QemuCommandLine(InstalledQemu.Name)
            .With(QemuOption.Of("machine", "none"), QemuOption.Of("nodefaults"), QemuOption.Of("display", "none"))
            .With(QemuOption.Of("S"), QemuOption.Of("qmp", "stdio"), QemuOption.Of("name", ("guest", Name)))
            .With(new Blockdev("file", "keyval").With("filename", image).With("read-only", true))
            .With(QemuOption.Of("blockdev", """{"driver":"file","node-name":"json","read-only":true}""").With("filename", image));

        var answers = await QmpSession.AskAsync(printed, "query-name", "query-named-block-nodes");

        Assert.Multiple(() =>
        {
            Assert.That(answers[0].GetProperty("name").GetString(), Is.EqualTo(Name));
            Assert.That(
                answers[1].EnumerateArray().Select(node => node.GetProperty("file").GetString()), Is.EqualTo([image, image]));
        });
    }

    [TestCase("vdpa-description-vm2")]
    [TestCase("vdpa-comment4-destination")]
    public async Task The_vDPA_procedure_starts_here_with_its_disks_and_network_replaced(string fixture)
    {
        var destination = Fixture.Read(fixture)
            .WithProgram(InstalledQemu.Name)
            .WithAccelerator("tcg")
            .WithMemory(64)
            .WithIncoming("defer")
            .Without("monitor").Without("vnc").Without("qmp").Without("serial")
            .Replace(
                option => option["driver"] is "qcow2" or "virtio-blk-vhost-vdpa",
                node => new Blockdev("null-co", node["node-name"]!))
            .Replace(option => option.Name == "netdev", netdev => new Netdev("user", netdev["id"]!))
            .Replace(option => option.Name == "chardev", chardev => new Chardev("null", chardev["id"]!))
            .With(QemuOption.Of("S"), QemuOption.Of("display", "none"), QemuOption.Of("qmp", "stdio"));

        var answers = await QmpSession.AskAsync(destination, "query-status", "query-memory-size-summary");

        Assert.Multiple(() =>
        {
            Assert.That(answers[0].GetProperty("status").GetString(), Is.EqualTo("inmigrate"));
            Assert.That(answers[1].GetProperty("base-memory").GetInt64(), Is.EqualTo(64 << 20));
        });
    }
}
