using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Qemu.CommandLine;

namespace TestHarness.VirtualLab.Fabric;

/// <summary>The lab host that is the storage: it alone has the disks that its target shows as LUNs, and runs no guests.</summary>
internal static class StorageHost
{
    private const int Number = 3;

    private const int Memory = 768;

    private const int Vcpus = 1;

    private const int FirstAddress = 0x16;

    private const long DiskBytes = 256L << 20;

    public static ImmutableArray<string> Disks { get; } = ["fc-lun-a", "fc-lun-b"];

    public static LabSize Size(int number, LabSize size) =>
        number == Number ? new LabSize(size.Hosts, Math.Min(size.Memory, Memory), Math.Min(size.Vcpus, Vcpus)) : size;

    public static ImmutableArray<QemuOption> Options(LabPaths paths, int number) => number == Number
        ? [.. paths.StorageDisks.SelectMany((file, index) => Disk(file, Disks[index], FirstAddress + index))]
        : [];

    /// <summary>A disk that is there is left as it is.</summary>
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
