using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Qemu.CommandLine;

namespace TestHarness.VirtualLab.Fabric;

/// <summary>
/// The lab host that is the storage. It alone has the disks that its target shows as LUNs, and it runs no guests.
/// </summary>
internal static class StorageHost
{
    private const int Number = 3;

    private const int Memory = 768;

    private const int Vcpus = 1;

    private const int FirstAddress = 0x16;

    private const long DiskBytes = 256L << 20;

    /// <summary>The names of the disks.</summary>
    public static ImmutableArray<string> Disks { get; } = ["fc-lun-a", "fc-lun-b"];

    /// <summary>Returns the size of a host; the storage's is smaller.</summary>
    public static LabSize Size(int number, LabSize size) =>
        number == Number ? new LabSize(size.Hosts, Math.Min(size.Memory, Memory), Math.Min(size.Vcpus, Vcpus)) : size;

    /// <summary>Returns QEMU's options for the disks; none for another host.</summary>
    public static ImmutableArray<QemuOption> Options(LabPaths paths, int number) => number == Number
        ? [.. paths.StorageDisks.SelectMany((file, index) => Disk(file, Disks[index], FirstAddress + index))]
        : [];

    /// <summary>Makes the disks; an existing disk stays as it is.</summary>
    public static void MakeDisks(LabPaths paths)
    {
        foreach (var disk in paths.StorageDisks.Where(disk => !File.Exists(disk)))
        {
            using var file = new FileStream($"{disk}.part", FileMode.Create, FileAccess.Write);
            file.SetLength(DiskBytes);
            File.Move(file.Name, disk);
        }
    }

    private static QemuOption[] Disk(string file, string name, int address) =>
    [
        new Drive(name, file, "raw").With("if", "none"),
        new Device("virtio-blk-pci").With("drive", name).With("serial", name)
            .With("addr", string.Create(CultureInfo.InvariantCulture, $"0x{address:x}")),
    ];
}
