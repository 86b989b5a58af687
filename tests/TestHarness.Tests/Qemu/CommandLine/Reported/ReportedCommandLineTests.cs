using TestHarness.Failures;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.CommandLine.Reported;

namespace TestHarness.Tests.Qemu.CommandLine.Reported;

[TestFixture]
internal sealed class ReportedCommandLineTests
{
    private const string Report = "vdpa-comment1-vm1";

    [Test]
    public void The_disk_is_launched_as_reported_but_for_its_path()
    {
        var line = For("stg0");

        Assert.That(
            line.FindBlockNode("prot_stg0")!.ToString(),
            Is.EqualTo("-blockdev node-name=prot_stg0,driver=virtio-blk-vhost-vdpa,path=/dev/vhost-vdpa-7,"
                + "cache.direct=on,discard=unmap,detect-zeroes=on"));
        Assert.That(line.FindBlockNode("fmt_stg0"), Is.EqualTo(Fixture.Read(Report).FindBlockNode("fmt_stg0")));
        Assert.That(line.FindDevice("stg0"), Is.EqualTo(Fixture.Read(Report).FindDevice("stg0")));
        Assert.That(line.Devices.Count(device => device.Driver == "pcie-root-port"), Is.EqualTo(9));
        Assert.That(line.FindObject("iothread0"), Is.Not.Null);
    }

    [Test]
    public void All_disks_stay_and_those_beside_the_LUN_are_blank()
    {
        var line = For("stg1");

        Assert.That(
            line.Devices.Where(device => device["drive"] is not null).Select(device => device.Id),
            Is.EqualTo(["os", "stg0", "stg1"]));
        Assert.That(
            line.Blockdevs.Select(node => node.NodeName), Is.EqualTo(["drive_image1", "fmt_stg0", "prot_stg1", "fmt_stg1"]));
        Assert.That(
            line.FindBlockNode("fmt_stg0")!.ToString(),
            Is.EqualTo("-blockdev null-co,node-name=fmt_stg0,size=1073741824,read-zeroes=on"));
        Assert.That(line.ToArguments(), Has.Member("/images/vmlinuz").And.Member("/images/initramfs.gz"));
    }

    [Test]
    public void A_disk_beside_a_LUN_that_no_bus_tells_apart_is_left_out()
    {
        var line = LaunchOn("disk1", "-drive if=none,id=d1,file=/y -device ide-hd,drive=d1,id=disk1");

        Assert.That(line.Devices.Select(device => device.Id), Is.EqualTo([null, "disk1"]));
    }

    [Test]
    public void The_kernel_that_QEMU_starts_directly_has_the_first_place_in_the_boot_order() =>
        Assert.That(For("stg0").Devices.Select(device => device["bootindex"]).OfType<string>(), Is.EqualTo(["1", "2"]));

    [Test]
    public void Disks_for_which_QEMU_makes_the_devices_stay_blank()
    {
        var line = Launch("-hdb /a -drive file=/b,if=virtio,cache=none -drive if=pflash,file=/c");

        Assert.That(
            line.Options.Where(option => option.Name == "drive" && option["id"] is null).Select(option => option.ToString()),
            Is.EqualTo([
                "-drive if=ide,index=1,driver=null-co,size=1G,read-zeroes=on",
                "-drive if=virtio,cache=none,driver=null-co,size=1G,read-zeroes=on",
            ]));
    }

    [Test]
    public void A_blank_disk_takes_no_SCSI_command_of_the_guest_to_a_device() => Assert.That(
        Launch("-drive if=none,id=d1,file=/dev/sg1 -device scsi-block,drive=d1,id=disk1,io_timeout=30")
            .FindDevice("disk1")!.ToString(),
        Is.EqualTo("-device scsi-hd,drive=d1,id=disk1"));

    [Test]
    public void A_report_tells_the_image_of_each_disk() => Assert.That(
        ReportedCommandLine.Parse($"qemu {ReportedLaunch.Disk} -hda /a.img -drive file=/b.qcow2,if=virtio -blockdev "
                + "'{\"driver\":\"qcow2\",\"node-name\":\"n\",\"file\":{\"driver\":\"file\",\"filename\":\"/c.qcow2\"}}' "
                + "-device nvme,drive=n,serial=1,id=disk1")
            .Images.Select(image => $"{image.Number} {image.Device} {image.Path}"),
        Is.EqualTo(["0 disk0 /x", "1  /a.img", "2  /b.qcow2", "3 disk1 /c.qcow2"]));

    [TestCase("-drive if=none,id=d1,file=/os -device ide-hd,drive=d1,id=os", "-device ide-hd,drive=system,id=os,bootindex=0")]
    [TestCase(
        "-drive if=none,id=d1,file=/os -device ide-hd,drive=d1,id=os,bootindex=3",
        "-device ide-hd,drive=system,id=os,bootindex=3")]
    [TestCase("-hda /os", "-device ide-hd,drive=system")]
    [TestCase("-drive file=/os,if=virtio", "-device virtio-blk-pci,drive=system")]
    public void The_disk_with_the_operating_system_shows_the_environments_image(string os, string launched)
    {
        var line = ReportedCommandLine.Parse($"qemu {ReportedLaunch.Disk} {os}")
            .Launch(ReportedLaunch.Settings("disk0") with { Image = null, SystemDisk = 1 }).CommandLine;

        Assert.That(line.Devices.Single(device => device["drive"] == "system").ToString(), Is.EqualTo(launched));
        Assert.That(line.Drives.Select(drive => drive.Id), Is.EqualTo(["d0"]), "the report's own image is not there");
        Assert.That(line.Options.Select(option => option.Name), Has.No.Member("kernel").And.No.Member("initrd"));
    }

    [Test]
    public void The_reports_port_of_the_guest_agent_is_the_harnesss() => Assert.That(
        ReportedCommandLine.Parse($"qemu {ReportedLaunch.Disk} -device virtio-serial-pci -chardev socket,id=c,path=/a,server=on "
                + "-device virtserialport,chardev=c,name=org.qemu.guest_agent.0")
            .Launch(
                ReportedLaunch.Settings("disk0") with { AgentSocket = "agent.sock" }).CommandLine.FindChardev("c")!.ToString(),
        Is.EqualTo("-chardev socket,id=c,path=/scenario/1/agent.sock,server=on,wait=off"));

    [Test]
    public void A_report_of_QEMU_1_is_given_in_todays_words()
    {
        var line = For("vhba-source", "data-disk1");

        Assert.That(
            line.Devices.Where(device => device.Driver == "virtserialport").Select(port => port["name"]),
            Is.EqualTo(["com.redhat.rhevm.vdsm", "com.redhat.rhevm.vdsm.port2"]), "QEMU refuses two ports of one name");
        Assert.That(line.FindDevice("data-disk1")!.Driver, Is.EqualTo("scsi-block"));
        Assert.That(line.ToArguments(), Has.Member("kvm-pit.lost_tick_policy=discard"));
        Assert.That(line.ToArguments(), Has.No.Member("-no-kvm-pit-reinjection").And.No.Member("-spice"));
        Assert.That(
            line.ToArguments(),
            Has.Member("socket,id=channel1,path=/scenario/1/report-1.sock,server=on,wait=off"),
            "QEMU warns of 'server,nowait'");
    }

    [Test]
    public void A_boot_disk_on_another_bus_stays_blank()
    {
        var line = For("vhba-source", "data-disk1");

        Assert.That(
            line.FindDevice("virtio-disk")!.ToString(),
            Is.EqualTo("-device virtio-blk-pci,vectors=0,bus=pci.0,addr=0x4,drive=drive-virtio-disk,id=virtio-disk,bootindex=1"),
            "QEMU has no 'scsi' of virtio-blk any more");
        Assert.That(
            line.Options.Single(option => option.Name == "drive" && option["id"] == "drive-virtio-disk").ToString(),
            Is.EqualTo("-drive if=none,id=drive-virtio-disk,cache=none,aio=native,werror=stop,rerror=stop,"
                + "driver=null-co,size=1G,read-zeroes=on"));
    }

    [Test]
    public void A_monitor_on_TCP_becomes_a_Unix_socket_of_the_scenario() => Assert.That(
        For("vhba-source", "data-disk1").Options.Single(option => option.Name == "qmp").ToString(),
        Is.EqualTo("-qmp unix:/scenario/1/report-3.sock,server=on,wait=off"));

    [Test]
    public void The_firmware_does_not_wait_for_a_key() =>
        Assert.That(
            For("stg0").Options.Single(option => option.Name == "boot").ToString(),
            Is.EqualTo("-boot reboot-timeout=1000,strict=off"));

    [Test]
    public void Options_of_the_reporters_machine_are_dropped_or_moved()
    {
        var line = For("stg0");

        Assert.That(line.Options.Select(option => option.Name), Has.No.Member("vnc").And.No.Member("monitor"));
        Assert.That(line.FindNetdev("nicpci")!.ToString(), Is.EqualTo("-netdev user,id=nicpci,restrict=on"));
        Assert.That(line.Devices.Select(device => device.Driver), Has.No.Member("isa-debugcon"));
        Assert.That(line.FindChardev("socket-hmp")!.ToString(), Is.EqualTo(
            "-chardev socket,id=socket-hmp,path=/scenario/1/report-3.sock,server=on,wait=off,mux=on"));
        Assert.That(line.ToString(), Does.Not.Contain("/var/tmp").And.Not.Contain("kvm_autotest_root"));
    }

    [TestCase("stg0", "/dev/vda")]
    [TestCase("stg1", "/dev/sda")]
    public void The_guest_calls_the_disk_by_its_driver(string disk, string path) =>
        Assert.That(Read().GuestPath(disk), Is.EqualTo(path));

    [Test]
    public void A_disk_that_is_not_there_is_refused_with_those_that_are() => Assert.That(
        () => For("stg2"),
        Throws.TypeOf<HarnessException>().With.Message.EqualTo(
            "[config] the reported command line has no disk 'stg2': "
            + "expected the id of a -device with a drive, one of os, stg0, stg1"));

    [Test]
    public void All_that_is_refused_comes_in_one_message_with_its_positions() => Assert.That(
        () => ReportedCommandLine.Parse("qemu -fancy x -device vfio-pci,host=01:00.0 \\\n  -device e1000,romfile=/x,image=/y"),
        Throws.TypeOf<HarnessException>()
            .With.Message.StartsWith("[config] the reported command line is not launched:\n  line 1, column 6: QEMU has no")
            .And.Message.Contains("\n  line 1, column 15: -device: the driver 'vfio-pci' is refused: a guest gets devices")
            .And.Message.Contains("\n  line 2, column 3: -device: the key 'romfile' of -device: expected no value, found '/x'")
            .And.Message.Contains("\n  line 2, column 3: -device: the key 'image' of -device is not known, and '/y' could"));

    [Test]
    public void A_client_that_the_report_connects_to_a_monitor_is_connected_to_nothing()
    {
        var line = Launch(
            "-chardev socket,id=m,path=/tmp/m,server=on,wait=off -mon chardev=m,mode=control",
            "-chardev socket,id=c,path=/tmp/m -device virtio-serial-pci -device virtserialport,chardev=c,name=p");

        Assert.That(line.Chardevs.Select(chardev => chardev.ToString()), Is.EqualTo(new[]
        {
            "-chardev socket,id=m,path=/scenario/1/report-1.sock,server=on,wait=off",
            "-chardev null,id=c",
        }));
    }

    [Test]
    public void A_property_of_set_is_read_by_the_rules_of_the_option_that_it_names() => Assert.That(
        Launch("-set device.disk0.serial=abc -set drive.d0.file=/etc/shadow").FindDevice("disk0")!["serial"], Is.EqualTo("abc"));

    [Test]
    public void A_disk_without_a_drive_is_refused() => Assert.That(
        () => ReportedCommandLine.Parse("qemu -drive id=d0,node-name=n,if=none,file=/x -device scsi-hd,drive=n,id=disk0")
            .Launch(new("qemu", "kvm", LaunchedWords.Image, 1, 1, "disk0", "/lun", "/d")),
        Throws.TypeOf<HarnessException>().With.Message.EqualTo(
            "[config] the disk 'disk0' of the reported command line names the drive 'n': "
            + "expected a -drive of that id or a -blockdev of that node-name"));

    [TestCase("-usb")]
    [TestCase("-net dump,file=/x")]
    public void A_guest_without_a_launched_network_gets_the_default_one_restricted(string option) => Assert.That(
        Launch(option).Options.Where(option => option.Name == "nic").Select(option => option.ToString()),
        Is.EqualTo(["-nic user,restrict=on"]));

    [Test]
    public void A_vdpa_device_in_place_of_a_drive_is_opened_by_its_driver() => Assert.That(
        ReportedCommandLine.Parse("qemu -drive if=none,id=d0,file=/x -device virtio-blk-pci,drive=d0,id=disk0")
            .Launch(new("qemu", "kvm", LaunchedWords.Image, 1, 1, "disk0", "/dev/vhost-vdpa-3", "/d"))
            .CommandLine.Drives.Single().ToString(),
        Is.EqualTo(
            "-drive if=none,id=d0,file.driver=virtio-blk-vhost-vdpa,file.path=/dev/vhost-vdpa-3,"
            + "file.cache.direct=on,format=raw"));

    private static QemuCommandLine Launch(params string[] options) => LaunchOn("disk0", string.Join(' ', options));

    private static QemuCommandLine LaunchOn(string disk, string options) =>
        ReportedCommandLine.Parse($"qemu {ReportedLaunch.Disk} {options}").Launch(ReportedLaunch.Settings(disk)).CommandLine;

    private static ReportedCommandLine Read() => new(Fixture.Read(Report));

    private static QemuCommandLine For(string disk) => For(Report, disk);

    private static QemuCommandLine For(string fixture, string disk) =>
        new ReportedCommandLine(Fixture.Read(fixture)).Launch(ReportedLaunch.Settings(disk)).CommandLine;
}
