using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Failures;
using TestHarness.Guests.Image;

namespace TestHarness.Qemu.CommandLine;

/// <summary>
/// The command line of a bug report, to run the harness's guest with. All is as reported but for what is the reporter's own: the
/// guest image and other disks, memory and vCPUs, the tap device, displays, the firmware's debug console and boot menu (which waits for a
/// key), ports, and paths of sockets and logs. What QEMU no longer takes is given as it wants it today.
/// </summary>
public sealed record ReportedCommandLine(QemuCommandLine Reported)
{
    private const string VirtioBlk = "virtio-blk";

    private const string Loopback = "127.0.0.1";

    private static readonly ImmutableArray<string> PathKeys = ["path", "filename", "file.filename", "file"];

    /// <exception cref="HarnessException">Class config: it cannot be read, with the place.</exception>
    public static ReportedCommandLine Parse(string text) => new(QemuCommandLine.Parse(text));

    /// <summary>What the guest's kernel calls the disk, as the only one it has.</summary>
    public string GuestPath(string diskDevice) =>
        IsVirtioBlk(Disk(diskDevice)) ? "/dev/vda" : "/dev/sda";

    /// <param name="memory">MiB.</param>
    /// <param name="vcpus">In place of the report's, with its sockets, cores and threads.</param>
    /// <param name="diskDevice">
    /// The id of the disk's <c>-device</c>. Of the others those of a <c>-drive</c> stay as blank disks, unless the guest's kernel would
    /// then give the disk another name; the rest is left out.
    /// </param>
    /// <param name="diskPath">What it is to be opened from.</param>
    /// <param name="directory">Where what the report has under paths of its own is made.</param>
    /// <exception cref="HarnessException">Class config: the report has no such disk.</exception>
    public QemuCommandLine For(
        string program, string accelerator, BootImage image, int memory, int vcpus, string diskDevice, string diskPath, string directory)
    {
        var disk = Disk(diskDevice);
        var (nodes, blank) = (NodesBelow(disk["drive"]!), BlankDisks(disk));
        return Reported
            .WithProgram(program)
            .WithAccelerator(accelerator)
            .WithMemory(memory)
            .WithOnly(QemuOption.Of("smp", vcpus.ToString(CultureInfo.InvariantCulture)))
            .Without(option => option.Name == "device" && option["drive"] is { } drive && option["id"] != diskDevice && !blank.Contains(drive))
            .Without(option => option.Name == "blockdev" && !nodes.Contains(option["node-name"] ?? ""))
            .Without(option => option.Name == "drive" && !nodes.Contains(option["id"] ?? "") && !blank.Contains(option["id"] ?? ""))
            .Replace(option => option.Name == "drive" && blank.Contains(option["id"]!), Blank)
            .Replace(option => option["driver"]?.StartsWith(VirtioBlk, StringComparison.Ordinal) == true && option["scsi"] == "off", old => old.Without("scsi"))
            .Replace(option => option.Name is "blockdev" or "drive", option => WithPath(option, nodes, diskPath))
            .Replace(option => option.Name == "chardev", option => Under(directory, option))
            .Without(option => option.Name == "qmp" && option["address"] == "stdio")
            .Replace(option => option.Name == "qmp", option => OnAFreePort(directory, option))
            .Replace(option => option.Name == "netdev" && option["type"] == "tap", tap => QemuOption.Of("netdev", ("type", "user"), ("id", tap["id"])))
            .Without(option => option.Name == "device" && option["driver"] == "isa-debugcon")
            .Replace(option => option.Name == "boot" && option["menu"] is not null, boot => boot.Without("menu"))
            .Replace(option => option["driver"] == "virtserialport", WithNameOfItsOwn)
            .Replace(option => option.Name == "no-kvm-pit-reinjection", _ => QemuOption.Of("global", "kvm-pit.lost_tick_policy=discard"))
            .Without("monitor").Without("vnc").Without("spice").WithOnly(QemuOption.Of("display", "none")).WithOnly(QemuOption.Of("vga", "none"))
            .WithOnly(QemuOption.Of("kernel", image.Kernel))
            .WithOnly(QemuOption.Of("initrd", image.Initramfs))
            .WithOnly(QemuOption.Of("append", $"{GuestCommandLine.KernelArguments} {image.Arguments}".TrimEnd()));
    }

    private Device Disk(string id)
    {
        var disks = Reported.Devices.Where(device => device["drive"] is not null).ToArray();
        return disks.FirstOrDefault(disk => disk.Id == id) ?? throw new HarnessException(
            FailureClass.Config,
            $"the reported command line has no disk '{id}': expected the id of a -device with a drive, one of {string.Join(", ", disks.Select(disk => disk.Id))}");
    }

    private static bool IsVirtioBlk(Device disk) => disk.Driver!.StartsWith(VirtioBlk, StringComparison.Ordinal);

    private ImmutableHashSet<string> BlankDisks(Device disk) =>
    [
        .. from other in Reported.Devices
           where other["drive"] is not null && IsVirtioBlk(other) != IsVirtioBlk(disk)
           from drive in Reported.Options
           where drive.Name == "drive" && drive["id"] == other["drive"]
           select drive["id"],
    ];

    /// <summary>QEMU's null-co reads as zeroes and forgets what is written, so that both sides of a migration have the same.</summary>
    private static QemuOption Blank(QemuOption drive) =>
        drive.Without("file").Without("format").With("driver", "null-co").With("size", "1G").With("read-zeroes", "on");

    private ImmutableHashSet<string> NodesBelow(string node)
    {
        var nodes = ImmutableHashSet.Create(node);
        for (var below = Reported.FindBlockNode(node)?["file"]; below is not null && !nodes.Contains(below); below = Reported.FindBlockNode(below)?["file"])
            nodes = nodes.Add(below);
        return nodes;
    }

    private static QemuOption WithPath(QemuOption option, ImmutableHashSet<string> nodes, string path) =>
        PathKeys.FirstOrDefault(key => option[key] is { } value && !nodes.Contains(value)) is { } key ? option.With(key, path) : option;

    /// <summary>QEMU 1.6 and later refuse two ports of one name.</summary>
    private QemuOption WithNameOfItsOwn(QemuOption port) =>
        Reported.Devices.First(device => device.Driver == "virtserialport" && device["name"] == port["name"]).Id == port["id"]
            ? port
            : port.With("name", $"{port["name"]}.{port["id"]}");

    private static QemuOption Under(string directory, QemuOption chardev) => new[] { "path", "logfile" }
        .Where(key => chardev[key] is not null)
        .Aggregate(chardev["port"] is null ? chardev : chardev.With("host", Loopback).With("port", "0"), (moved, key) =>
            moved.With(key, $"{directory}/{Path.GetFileName(moved[key])}"));

    /// <summary>A monitor over TCP stays one, on a port that this host has free: the report's may be another QEMU's.</summary>
    private static QemuOption OnAFreePort(string directory, QemuOption qmp) => qmp["address"]!.Split(':') switch
    {
        ["tcp", ..] => qmp.With("address", $"tcp:{Loopback}:0"),
        ["unix", var path] => qmp.With("address", $"unix:{directory}/{Path.GetFileName(path)}"),
        _ => qmp,
    };
}
