using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Failures;
using TestHarness.Guests.Image;

namespace TestHarness.Qemu.CommandLine;

/// <summary>
/// The command line of a bug report, to run the harness's guest with. All is as reported but for what is the reporter's own: the
/// guest image and other disks, memory and vCPUs, the tap device, displays, the firmware's debug console and boot menu (which waits for a
/// key), and paths of sockets and logs. What QEMU no longer takes is given as it wants it today.
/// </summary>
public sealed record ReportedCommandLine(QemuCommandLine Reported)
{
    private static readonly ImmutableArray<string> PathKeys = ["path", "filename", "file.filename", "file"];

    /// <exception cref="HarnessException">Class config: it cannot be read, with the place.</exception>
    public static ReportedCommandLine Parse(string text) => new(QemuCommandLine.Parse(text));

    /// <summary>What the guest's kernel calls the disk, as the only one it has.</summary>
    public string GuestPath(string diskDevice) =>
        Disk(diskDevice).Driver!.StartsWith("virtio-blk", StringComparison.Ordinal) ? "/dev/vda" : "/dev/sda";

    /// <param name="memory">MiB.</param>
    /// <param name="vcpus">In place of the report's, with its sockets, cores and threads.</param>
    /// <param name="diskDevice">The id of the disk's <c>-device</c>; the others are left out.</param>
    /// <param name="diskPath">What it is to be opened from.</param>
    /// <param name="directory">Where what the report has under paths of its own is made.</param>
    /// <exception cref="HarnessException">Class config: the report has no such disk.</exception>
    public QemuCommandLine For(
        string program, string accelerator, BootImage image, int memory, int vcpus, string diskDevice, string diskPath, string directory)
    {
        var nodes = NodesBelow(Disk(diskDevice)["drive"]!);
        return Reported
            .WithProgram(program)
            .WithAccelerator(accelerator)
            .WithMemory(memory)
            .WithOnly(QemuOption.Of("smp", vcpus.ToString(CultureInfo.InvariantCulture)))
            .Without(option => option.Name == "device" && option["drive"] is not null && option["id"] != diskDevice)
            .Without(option => option.Name == "blockdev" && !nodes.Contains(option["node-name"] ?? ""))
            .Without(option => option.Name == "drive" && !nodes.Contains(option["id"] ?? ""))
            .Replace(option => option.Name is "blockdev" or "drive", option => WithPath(option, nodes, diskPath))
            .Replace(option => option.Name == "chardev", option => Under(directory, option))
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
        .Aggregate(chardev, (moved, key) => moved.With(key, $"{directory}/{Path.GetFileName(moved[key])}"));
}
