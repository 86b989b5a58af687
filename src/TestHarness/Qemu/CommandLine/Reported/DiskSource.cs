using System.Collections.Immutable;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>A disk of a command line.</summary>
/// <param name="Device">The id of the disk's <c>-device</c>.</param>
/// <param name="Path">The file or device of the host that the disk shows; null when the command line does not say.</param>
public sealed record DiskSource(DeviceId Device, string? Path)
{
    /// <summary>Returns the disks that have an id and a drive.</summary>
    public static ImmutableArray<DiskSource> Of(QemuCommandLine commandLine) =>
    [
        .. from device in commandLine.Devices
           let id = device.Id
           let drive = device["drive"]
           where id is not null && drive is not null && IsKnown(commandLine, drive)
           select new DiskSource(DeviceId.Parse(id), PathOf(commandLine, drive)),
    ];

    private static bool IsKnown(QemuCommandLine commandLine, string drive) =>
        commandLine.FindDrive(drive) is not null || commandLine.FindBlockNode(drive) is not null;

    /// <summary>Returns the path that the drive or block node of a disk opens; null when the command line does not say.</summary>
    internal static string? PathOf(QemuCommandLine commandLine, string drive) =>
        commandLine.Options.FirstOrDefault(option => option.Name == "drive" && option["id"] == drive) is { } found
            ? PathOf(found)
            : BlockLayer.Below(commandLine, drive)
                .SelectMany(layer => layer.Properties)
                .LastOrDefault(property => property.Key is "filename" or "path" or "file.filename" or "file.path")
                .Value;

    /// <summary>Returns the path that a <c>-drive</c> opens; null when it does not say.</summary>
    internal static string? PathOf(QemuOption drive) => drive["file"] ?? drive["file.filename"] ?? drive["file.path"];
}
