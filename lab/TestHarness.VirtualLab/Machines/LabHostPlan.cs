using System.Security.Cryptography;
using System.Text;
using TestHarness.Qemu.CommandLine;
using TestHarness.VirtualLab.Fabric;
using TestHarness.VirtualLab.Images;
using TestHarness.VirtualLab.Machines.Snapshots;

namespace TestHarness.VirtualLab.Machines;

/// <summary>All that determines a lab host.</summary>
internal sealed record LabHostPlan(LabPaths Paths, LabHostFolder Folder, LabHostImage Image, LabSize Size, string Accelerator)
{
    public string Name => Folder.Name;

    /// <summary>The same for every lab with such a host, wherever the lab's own folder is.</summary>
    public string Key { get; } = Hash(Image.Key, CommandLineIn(new LabPaths("/", "/"), Folder.Number, Image, Size, Accelerator));

    public QemuCommandLine CommandLine => CommandLineIn(Paths, Folder.Number, Image, Size, Accelerator);

    public LabHostSnapshot Snapshot => new(Paths.Snapshots, Image.Key, Key);

    private static QemuCommandLine CommandLineIn(LabPaths paths, int number, LabHostImage image, LabSize size, string accelerator) =>
        LabHostCommandLine.For(image, size, accelerator, paths.Host(number), paths.Lun)
            .With(LabWire.Options(paths, paths.Host(number)))
            .With(GuestNetwork.Options(paths, paths.Host(number)))
            .With(FabricLink.Options(paths, paths.Host(number)))
            .With(StorageHost.Options(paths, number));

    private static string Hash(string imageKey, QemuCommandLine commandLine) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{imageKey}\n{commandLine}")))[..16];
}
