using TestHarness.Qemu.CommandLine;

namespace TestHarness.Tests.Qemu.CommandLine;

[Parallelizable(ParallelScope.All)]
internal sealed class MeaningTests
{
    [TestCase("-m 2048", "-m 2G")]
    [TestCase("-m 2048M", "-m size=2g")]
    [TestCase("-m 2048", "-m 2.0G")]
    [TestCase("-enable-kvm", "-accel kvm")]
    [TestCase("-enable-kvm -machine q35", "-M q35,accel=kvm")]
    [TestCase("-machine accel=kvm:tcg", "-accel kvm -accel tcg")]
    [TestCase("-smp 2,sockets=2", "-smp sockets=2,cpus=2")]
    [TestCase("-usb -machine pc", "-machine pc,usb=yes")]
    [TestCase("-M pc -no-acpi", "-M pc,acpi=off")]
    [TestCase("-no-kvm-pit-reinjection", "-global kvm-pit.lost_tick_policy=discard")]
    [TestCase("-qmp tcp:0:1,server,nowait", "-qmp tcp:0:1,wait=off,server=on")]
    [TestCase("-device x,id=a,addr=0x3", "-device driver=x,addr=3.0,id=a")]
    [TestCase("-device x,share-rw=true", """-device '{"driver":"x","share-rw":true}'""")]
    [TestCase("-blockdev qcow2,node-name=n,file.driver=file,file.filename=/a,,b",
        """-blockdev '{"driver":"qcow2","file":{"filename":"/a,b","driver":"file"},"node-name":"n"}'""")]
    [TestCase("-object iothread,id=a -object iothread,id=b", "-object iothread,id=b -object iothread,id=a")]
    [TestCase("-device x -netdev user,id=n", "-netdev user,id=n -device x")]
    [TestCase("-device x,bootindex=1,bootindex=2", "-device x,bootindex=2")]
    [TestCase("-name a -name debug-threads=on", "-name a,debug-threads=on")]
    public void Equal_command_lines_have_no_differences(string first, string second) =>
        Assert.That(QemuCommandLine.Parse(first).Differences(QemuCommandLine.Parse(second)), Is.Empty);

    [TestCase("-m 2048", "-m 2048K", "-m: size is 2147483648 in the first, 2097152 in the second")]
    [TestCase("-device x,id=a -device x,id=b", "-device x,id=b -device x,id=a",
        "-device: order is -device id=a, -device id=b in the first, -device id=b, -device id=a in the second")]
    [TestCase("-S", "", "-S: presence is value=on in the first, absent in the second")]
    [TestCase("-netdev user,id=n,hostfwd=a,hostfwd=b", "-netdev user,id=n,hostfwd=b",
        "-netdev id=n: hostfwd is a, b in the first, b in the second")]
    [TestCase("-drive file=on", "-drive file=yes", "-drive: file is on in the first, yes in the second")]
    [TestCase("-device x -device x", "-device x", "-device driver=x #2: presence is driver=x in the first, absent in the second")]
    [TestCase("/usr/libexec/qemu-kvm", "qemu-kvm", "program: path is /usr/libexec/qemu-kvm in the first, qemu-kvm in the second")]
    public void Names_the_difference(string first, string second, string difference) =>
        Assert.That(
            QemuCommandLine.Parse(first).Differences(QemuCommandLine.Parse(second)).Select(found => $"{found}"),
            Is.EqualTo([difference]));
}
