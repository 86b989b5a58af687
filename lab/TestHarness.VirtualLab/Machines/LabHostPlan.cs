using System.Security.Cryptography;
using System.Text;
using TestHarness.Qemu.CommandLine;
using TestHarness.VirtualLab.Fabric;
using TestHarness.VirtualLab.Images;
using TestHarness.VirtualLab.Machines.Snapshots;

namespace TestHarness.VirtualLab.Machines;

/// <summary>Everything that determines a lab host.</summary>
internal sealed record LabHostPlan(LabPaths Paths, LabHostFolder Folder, LabHostImage Image, LabSize Size, string Accelerator)
{
    /// <summary>The host's name.</summary>
    public string Name => Folder.Name;

    /// <summary>
    /// The hash of image and command line, which is the same for every lab with such a host, wherever the lab's folder is.
    /// </summary>
    public string Key { get; } = Hash(Image.Key, CommandLineIn(new LabPaths("/", "/"), Folder.Number, Image, Size, Accelerator));

    /// <summary>The command line of the host's QEMU.</summary>
    public QemuCommandLine CommandLine => CommandLineIn(Paths, Folder.Number, Image, Size, Accelerator);

    /// <summary>The snapshot of such a host.</summary>
    public LabHostSnapshot Snapshot => new(Paths.Snapshots, Image.Key, Key);

    private static QemuCommandLine CommandLineIn(
        LabPaths paths, int number, LabHostImage image, LabSize size, string accelerator) =>
        LabHostCommandLine.For(image, size, accelerator, paths.Host(number), paths)
            .With(LabWire.Options(paths, paths.Host(number)))
            .With(GuestNetwork.Options(paths, paths.Host(number)))
            .With(FabricLink.Options(paths, paths.Host(number)))
            .With(StorageHost.Options(paths, number));

    private static string Hash(string imageKey, QemuCommandLine commandLine) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{imageKey}\n{commandLine}")))[..16];
}
