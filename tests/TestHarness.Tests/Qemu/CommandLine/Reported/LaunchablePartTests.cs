using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Qemu.CommandLine.Pasted;
using TestHarness.Qemu.CommandLine.Reported;

namespace TestHarness.Tests.Qemu.CommandLine.Reported;

[Parallelizable(ParallelScope.All)]
internal sealed class LaunchablePartTests
{
    [Test]
    public void Refused_options_and_those_that_need_them_are_left_out_with_their_reasons()
    {
        var part = Part("qemu-kvm -m 1G -fancy x -device vfio-pci,host=01:00.0 -chardev nothing,file=/x -incoming defer");

        Assert.Multiple(() =>
        {
            Assert.That(part.CommandLine.ToString(), Is.EqualTo("qemu-kvm -m 1G"));
            Assert.That(part.LeftOut, Has.Some.Contains("line 1, column 16: QEMU has no option '-fancy'"));
            Assert.That(part.LeftOut, Has.Some.Contains("vfio-pci,host=01:00.0: the driver 'vfio-pci' is refused"));
        });
    }

    [Test]
    public void A_secret_is_left_out_and_not_named()
    {
        var part = Part("qemu-kvm -m 1G -object secret,id=s0,data=sesame");

        Assert.That(part.CommandLine.ToString(), Is.EqualTo("qemu-kvm -m 1G"));
        Assert.That(part.LeftOut.Single(), Does.Contain("it has a secret").And.Not.Contains("sesame"));
    }

    [Test]
    public void The_part_of_every_paste_is_launched_whole()
    {
        var parts = Pasted.PasteText.Names.SelectMany(name => Paste.Read(Pasted.PasteText.Read(name)).Commands)
            .Where(command => command.Problem is null)
            .Select(LaunchablePart.Of)
            .ToArray();

        Assert.That(parts, Has.Length.AtLeast(40));
        Assert.That(() => parts.Select(part => new ReportedCommandLine(part.CommandLine)).ToArray(), Throws.Nothing);
    }

    [Test]
    public void A_command_with_a_problem_has_no_part() =>
        Assert.That(() => Part("qemu-kvm -uuid <uuid>"), Throws.TypeOf<HarnessException>());

    [TestCase("-drive file=/dev/sdb,if=none,id=d0 -device scsi-hd,drive=d0,id=disk0", "disk0 /dev/sdb")]
    [TestCase("-blockdev driver=file,filename=/x,node-name=n0 -device scsi-hd,drive=n0,id=disk0", "disk0 /x")]
    [TestCase(
        "-blockdev node-name=p0,driver=virtio-blk-vhost-vdpa,path=/dev/vhost-vdpa-0 -blockdev node-name=f0,driver=raw,file=p0 "
        + "-device virtio-blk-pci,drive=f0,id=stg0",
        "stg0 /dev/vhost-vdpa-0")]
    [TestCase("-device scsi-hd,drive=missing,id=disk0", "")]
    public void A_disk_is_found_with_the_path_of_its_image(string options, string disks) => Assert.That(
        string.Join(", ", Disks(options).Select(disk => $"{disk.Device.Text} {disk.Path}")), Is.EqualTo(disks));

    private static ImmutableArray<DiskSource> Disks(string options) =>
        DiskSource.Of(Part($"qemu-kvm {options}").CommandLine);

    private static LaunchablePart Part(string text) => LaunchablePart.Of(Paste.Read(text).RequireOne());
}
