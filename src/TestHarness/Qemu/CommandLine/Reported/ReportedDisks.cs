using System.Collections.Immutable;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>The disks of a report, with what becomes of each.</summary>
internal sealed class ReportedDisks
{
    /// <summary>The kinds of <c>-drive</c> for which QEMU makes a disk of its own on a PC.</summary>
    private static readonly ImmutableArray<string?> OwnInterfaces = [null, "ide", "virtio"];

    private static readonly ImmutableArray<string> OldOptions = ["hda", "hdb", "hdc", "hdd"];

    private readonly QemuCommandLine _report;

    public ReportedDisks(QemuCommandLine report, LaunchSettings settings)
    {
        _report = report;
        var all = report.Options.Where(IsDisk)
            .Select((option, number) => new ReportedDisk(number, option, BackendOf(option), LayersOf(option)))
            .ToArray();
        var lun = all.FirstOrDefault(disk => disk.Id is { } id && id == settings.DiskDevice);
        All = [.. all.Select(disk => LunOf(disk) is { } path
            ? disk with { Use = DiskUse.Lun, Lun = path }
            : disk with { Use = UseBeside(lun, disk, settings) })];

        string? LunOf(ReportedDisk disk) => disk == lun ? settings.DiskPath
            : disk.Id is { } id ? settings.Beside.GetValueOrDefault(id)
            : null;
    }

    /// <summary>The disks in the order of the report.</summary>
    public ImmutableArray<ReportedDisk> All { get; }

    /// <summary>Returns the disk of a <c>-device</c> or of an option for which QEMU makes one; null for others.</summary>
    public ReportedDisk? Of(QemuOption option) => All.FirstOrDefault(disk => ReferenceEquals(disk.Option, option));

    /// <summary>Returns the disk of a <c>-drive</c>; null when no device has it.</summary>
    public ReportedDisk? OfDrive(QemuOption drive) =>
        Of(drive) ?? All.FirstOrDefault(disk => disk.Backend is { } backend && backend == drive["id"]);

    /// <summary>Returns whether the report says what a disk shows.</summary>
    public bool IsDefined(ReportedDisk disk) =>
        disk.Backend is null || !disk.Layers.IsEmpty || _report.FindDrive(disk.Backend) is not null;

    /// <summary>Returns the path of the image that the report names for a disk; null when it names none.</summary>
    public string? ImageOf(ReportedDisk disk) => disk switch
    {
        { Option.Name: "device" } => DiskSource.PathOf(_report, disk.Backend!),
        { Option.Name: "drive" } => DiskSource.PathOf(disk.Option),
        _ => disk.Option.Value!.Text,
    };

    private static DiskUse UseBeside(ReportedDisk? lun, ReportedDisk disk, LaunchSettings settings) =>
        disk.Number == settings.SystemDisk ? DiskUse.System
        : lun is null || lun.IsFound || disk.IsVirtioBlk ? DiskUse.Blank
        : DiskUse.LeftOut;

    /// <summary>Returns whether the guest has a disk by an option. QEMU has one disk of each old option.</summary>
    private bool IsDisk(QemuOption option) => option.Name switch
    {
        "device" => option["drive"] is not null,
        "drive" => OwnInterfaces.Contains(option["if"]),
        var name => OldOptions.Contains(name) && ReferenceEquals(option, _report.Options.First(first => first.Name == name)),
    };

    private static string? BackendOf(QemuOption option) => option.Name == "device" ? option["drive"] : null;

    private ImmutableArray<BlockLayer> LayersOf(QemuOption option) =>
        BackendOf(option) is { } backend ? BlockLayer.Below(_report, backend) : [];
}
