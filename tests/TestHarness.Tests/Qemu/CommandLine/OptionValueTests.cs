using TestHarness.Failures;
using TestHarness.Qemu.CommandLine;

namespace TestHarness.Tests.Qemu.CommandLine;

[Parallelizable(ParallelScope.All)]
internal sealed class OptionValueTests
{
    [TestCase("device", "virtio-blk-pci,id=d0", "driver", "virtio-blk-pci")]
    [TestCase("device", "id=d0,driver=virtio-blk-pci", "driver", "virtio-blk-pci")]
    [TestCase("drive", "file=a,,b,id=x", "file", "a,b")]
    [TestCase("drive", "file=a,,,id=x", "file", "a,")]
    [TestCase("name", ",,a", "guest", ",a")]
    [TestCase("chardev", "socket,path=p,server,nowait", "wait", "off")]
    [TestCase("chardev", "socket,path=p,server,nowait", "server", "on")]
    [TestCase("device", "x,bootindex=1,bootindex=2", "bootindex", "2")]
    [TestCase("cpu", "host,+kvm_pv_unhalt,-vmx", "vmx", "off")]
    [TestCase("cpu", "host,+kvm_pv_unhalt,-vmx", "kvm_pv_unhalt", "on")]
    [TestCase("global", "PIIX4_PM.disable_s3=0", "property", "disable_s3")]
    [TestCase("serial", "unix:/tmp/ttyS0,server,nowait", "address", "unix:/tmp/ttyS0")]
    [TestCase("serial", "file:/tmp/a,b", "address", "file:/tmp/a,b")]
    [TestCase("blockdev", """{"driver":"qcow2","file":{"driver":"file"}}""", "file.driver", "file")]
    [TestCase("blockdev", """{"driver":"quorum","children":["a","b"],"vote-threshold":1}""", "children.1", "b")]
    [TestCase("device", """{"driver":"scsi-hd","share-rw":true}""", "share-rw", "on")]
    public void Reads_properties(string option, string text, string key, string value) =>
        Assert.That(QemuOption.Of(option, text)[key], Is.EqualTo(value));

    [TestCase("device", "virtio-blk-pci,id=d0,bus=a", "bus", "b", "virtio-blk-pci,id=d0,bus=b")]
    [TestCase("device", "virtio-blk-pci", "serial", "a,b", "virtio-blk-pci,serial=a,,b")]
    [TestCase("serial", "unix:/a,server,nowait", "wait", "on", "unix:/a,server=on,wait=on")]
    [TestCase(
        "global", "kvm-pit.lost_tick_policy=discard", "value", "delay", "driver=kvm-pit,property=lost_tick_policy,value=delay")]
    [TestCase("device", """{"driver":"scsi-hd","bootindex":1}""", "bootindex", "2", """{"driver":"scsi-hd","bootindex":2}""")]
    [TestCase("blockdev", """{"driver":"raw","file":{"driver":"null-co","size":512}}""", "file.driver", "file",
        """{"driver":"raw","file":{"driver":"file","size":512}}""")]
    [TestCase("blockdev", """{"children":["a",null]}""", "read-only", "on", """{"children":["a",null],"read-only":true}""")]
    public void Edits_one_property(string option, string text, string key, string value, string edited) =>
        Assert.That(QemuOption.Of(option, text).With(key, value).Value?.Text, Is.EqualTo(edited));

    [Test]
    public void Leaves_an_edited_command_line_as_it_was()
    {
        var before = QemuCommandLine.Parse("qemu-kvm -m 2048");

        Assert.That(before.WithMemory(512).ToString(), Is.EqualTo("qemu-kvm -m 512M"));
        Assert.That(before.ToString(), Is.EqualTo("qemu-kvm -m 2048"));
    }

    [Test]
    public void Refuses_a_key_that_would_be_read_as_another() =>
        Assert.That(() => new Device("virtio-blk-pci").With("a=b,c", "d"), Throws.TypeOf<HarnessException>());

    [Test]
    public void Refuses_broken_JSON() =>
        Assert.That(() => QemuOption.Of("blockdev", "{driver}"), Throws.TypeOf<HarnessException>().With.Message.Contains("JSON"));
}
