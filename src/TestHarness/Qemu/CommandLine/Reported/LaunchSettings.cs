using System.Collections.Immutable;
using TestHarness.Images;
using TestHarness.Qemu.Capabilities;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>What the harness gives a reported guest.</summary>
/// <param name="Memory">MiB.</param>
/// <param name="Vcpus">In place of the report's, with its sockets, cores and threads.</param>
/// <param name="DiskDevice">
/// The id of the <c>-device</c> that gets the LUN; null when the report is only checked. Of the other disks those of a
/// <c>-drive</c> stay as blank disks, unless the guest's kernel would then give the LUN another name; the rest is left out.
/// </param>
/// <param name="DiskPath">The LUN, as the host calls it.</param>
/// <param name="Directory">The directory of the host for the guest's sockets.</param>
public sealed record LaunchSettings(
    string Program,
    string Accelerator,
    BootImage Image,
    int Memory,
    int Vcpus,
    string? DiskDevice,
    string DiskPath,
    string Directory)
{
    /// <summary>
    /// The machine types of the host's QEMU; a type that is not among them is replaced. Empty takes every type over.
    /// </summary>
    public ImmutableArray<MachineType> MachineTypes { get; init; } = [];

    /// <summary>Settings to check a report with, before a host is chosen.</summary>
    internal static LaunchSettings Trial { get; } =
        new("qemu", "tcg", new BootImage("/kernel", "/initramfs", ""), 1, 1, null, "/lun", "/directory");
}
