using System.Collections.Immutable;
using TestHarness.Qemu.Capabilities;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.CommandLine.Reported;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp.Machine;
using TestHarness.Tests.Guests;
using TestHarness.Tests.Qemu.Capabilities;

namespace TestHarness.Tests.Qemu.CommandLine.Reported;

/// <summary>Command lines that management programs write.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class PastedCommandLineTests
{
    [TestCase("libvirt-log", "virtio-disk0")]
    [TestCase("proxmox", "scsi0")]
    public void A_management_programs_line_is_launched_with_the_harnesss_LUN_alone(string fixture, string disk)
    {
        var launched = Launch(fixture, disk, LaunchedWords.Lun);

        Assert.That(LaunchedWords.Foreign(launched.CommandLine), Is.Empty);
        Assert.That(launched.CommandLine.Devices.Select(device => device.Id), Has.Member(disk));
    }

    [Test]
    public void A_disk_below_a_throttle_node_is_a_raw_node_on_the_LUN() => Assert.That(
        Launch("proxmox", "scsi0", "/dev/mapper/lun0").CommandLine.Blockdevs.Select(node => Properties(node.Value)),
        Is.EqualTo(new[]
        {
            "aio=native driver=host_device filename=/dev/mapper/lun0 node-name=e1 cache.direct=on cache.no-flush=off "
                + "auto-read-only=on",
            "detect-zeroes=on discard=ignore driver=raw node-name=drive-scsi0 read-only=off file=e1",
        }));

    [Test]
    public void Devices_on_a_bus_of_a_dropped_file_are_put_on_the_boards_bus()
    {
        var line = Launch("proxmox", "scsi0", LaunchedWords.Lun).CommandLine;

        Assert.That(line.FindDevice("scsihw0")!["bus"], Is.Null);
        Assert.That(line.FindDevice("scsi0")!["bus"], Is.EqualTo("scsihw0.0"));
        Assert.That(line.Options.First(option => option.Name == "machine")["type"], Is.EqualTo("q35"));
    }

    [Test]
    public void A_master_key_and_a_password_are_not_in_the_mapping()
    {
        var reported = ReportedCommandLine.Parse(
            Fixture.Text("libvirt-log").TrimEnd() + " -object secret,id=s1,data=let,,me -spice password=sesame,port=1 "
            + "-drive if=none,id=x,file=ssh://me:sesame@host/x -drive if=none,id=y,file=rbd:a/b:id=c:key=AQsesame==");

        var text = MappingText.Write(reported.Launch(Settings("virtio-disk0", LaunchedWords.Lun)));

        Assert.That(text, Does.Not.Contain("sesame").And.Not.Contains("let"));
        Assert.That(text, Does.Contain("dropped    -object qom-type=secret,id=masterKey0,format=raw,file=/var/lib/"));
        Assert.That(text, Does.Contain(
            "replaced   -netdev type=tap,fd=26,vhost=on,vhostfd=28,id=hostnet0\n"
            + "         > -netdev type=user,id=hostnet0,restrict=on"));
        Assert.That(text, Does.Contain("added\n         > -kernel /images/vmlinuz\n"));
    }

    [TestCase("libvirt-log", "virtio-disk0")]
    [TestCase("proxmox", "scsi0")]
    public async Task QEMU_runs_what_is_made_of_a_management_programs_line(string fixture, string disk)
    {
        await using var bench = Workbench.Create();
        var qemu = await InstalledQemu.FindAsync(bench.Host);
        var capabilities = await QemuCapabilities.ProbeAsync(bench.Host, qemu);
        var lun = await bench.LunAsync();
        var settings = new LaunchSettings(
            InstalledQemu.Name, "tcg", await Workbench.ImageAsync(), 128, 1, disk, lun.Path, bench.Folder)
        {
            MachineTypes = capabilities.Machines,
        };
        var line = ReportedCommandLine.Parse(Fixture.Text(fixture)).Launch(settings).CommandLine;

        await using var machine = await QemuMachine.StartAsync(bench.Start("guest", line));

        Assert.That((await machine.Qmp.QueryStatusAsync()).Running);
    }

    private static string Properties(OptionValue value) =>
        string.Join(' ', value.Properties.Select(property => $"{property.Key}={property.Value}"));

    private static LaunchedCommandLine Launch(string fixture, string disk, string lun) =>
        ReportedCommandLine.Parse(Fixture.Text(fixture)).Launch(Settings(disk, lun));

    private static LaunchSettings Settings(string disk, string lun) =>
        new("qemu-system-x86_64", "tcg", LaunchedWords.Image, 128, 1, disk, lun, LaunchedWords.Directory)
        {
            MachineTypes = ImmutableArray.Create(new MachineType("pc-q35-7.2", "q35", false, false)),
        };
}
