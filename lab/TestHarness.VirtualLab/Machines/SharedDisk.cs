using System.Collections.Immutable;
using TestHarness.Qemu.CommandLine;

namespace TestHarness.VirtualLab.Machines;

/// <summary>A disk that all lab hosts share, as a LUN of a SAN.</summary>
/// <param name="Name">The LUN's name, and that of its file.</param>
/// <param name="Wwn">The World Wide Name by which the hosts know the LUN.</param>
/// <param name="Bytes">The size; the file is sparse.</param>
internal sealed record SharedDisk(string Name, string Wwn, long Bytes)
{
    /// <summary>The LUNs for data, and the LUN for the overlays of guests' disk images.</summary>
    public static ImmutableArray<SharedDisk> All { get; } =
    [
        new("lun0", "0x5000c500a1b2c3d4", 1L << 30),
        new("lun1", "0x5000c500a1b2c3d6", 1L << 30),
        new("system0", "0x5000c500a1b2c3d5", 8L << 30),
    ];

    /// <summary>Returns the options of a host that has the disk behind the controller <c>san</c>.</summary>
    public IEnumerable<QemuOption> Options(LabPaths paths) =>
    [
        new Drive(Name, paths.SharedDisk(Name), "raw").With("if", "none"),
        new Device("scsi-hd", $"{Name}-disk").With("bus", "san.0").With("drive", Name).With("share-rw", true)
            .With("serial", $"testharness-{Name}").With("wwn", Wwn),
    ];

    /// <summary>
    /// Makes a new sparse disk. Snapshots contain nothing of an older one, because no host has it open when they are taken.
    /// </summary>
    public void Make(LabPaths paths)
    {
        using var file = new FileStream(paths.SharedDisk(Name), FileMode.Create, FileAccess.Write);
        file.SetLength(Bytes);
    }
}
