using System.Net;
using System.Net.Sockets;
using TestHarness.Qemu.CommandLine;

namespace TestHarness.Tests.Qemu.CommandLine;

[Parallelizable(ParallelScope.All)]
internal sealed class EditTests
{
    [TestCase("-M q35 -enable-kvm -cpu host,+kvm_pv_unhalt,-vmx", "-M q35 -cpu max,vmx=off -accel tcg")]
    [TestCase("-machine q35,accel=kvm:tcg -accel kvm", "-machine q35 -accel tcg")]
    [TestCase("-machine accel=kvm", "-accel tcg")]
    public void Runs_without_KVM(string before, string after) =>
        Assert.That(QemuCommandLine.Parse(before).WithAccelerator("tcg"), Is.EqualTo(QemuCommandLine.Parse(after)));

    [Test]
    public void Changes_the_memory_of_the_guest_and_of_its_backend()
    {
        var changed = Fixture.Read("vdpa-comment4-source").WithMemory(256);

        Assert.That(changed.ToString(), Does.Contain(" -m 256M ").And.Contain("memory-backend-memfd,id=mem,size=256M,share=on"));
    }

    [Test]
    public void Changes_the_machine_type_alone() =>
        Assert.That(QemuCommandLine.Parse("-M pc,usb=on").WithMachine("q35").ToString(), Is.EqualTo("-M q35,usb=on"));

    [Test]
    public void Adds_a_monitor_and_puts_a_serial_port_in_the_place_of_others()
    {
        var reported = Fixture.Read("vdpa-comment1-vm1");
        var changed = reported.WithSerial(new IPEndPoint(IPAddress.Loopback, 5000)).AddQmp(
            new UnixDomainSocketEndPoint("/run/a,b.qmp"));

        Assert.Multiple(() =>
        {
            Assert.That(changed.ToString(), Does.EndWith(
                " -serial tcp:127.0.0.1:5000,server=on,wait=off -qmp unix:/run/a,,b.qmp,server=on,wait=off"));
            Assert.That(
                changed.Options.Count(option => option.Name == "mon"),
                Is.EqualTo(reported.Options.Count(option => option.Name == "mon")));
            Assert.That(changed.Devices, Is.EqualTo(reported.Devices));
        });
    }

    [Test]
    public void Builds_options_of_typed_parts()
    {
        var built = new QemuCommandLine("qemu-kvm")
            .With(QemuOption.Of("nodefaults"), new Blockdev("file", "disk").With("filename", "/a,b").With("read-only", true))
            .With(
                new Device("virtio-blk-pci", "d0").With("drive", "disk").With("bootindex", 1),
                new ObjectOption("iothread", "io"));

        Assert.That(built.ToString(), Is.EqualTo(
            "qemu-kvm -nodefaults -blockdev file,node-name=disk,filename=/a,,b,read-only=on "
            + "-device virtio-blk-pci,id=d0,drive=disk,bootindex=1 -object iothread,id=io"));
    }
}
