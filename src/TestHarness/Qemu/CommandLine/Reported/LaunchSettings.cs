using System.Collections.Immutable;
using TestHarness.Images;
using TestHarness.Qemu.Capabilities;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>The harness's values for a reported guest.</summary>
/// <param name="Memory">The guest's memory, in MiB.</param>
/// <param name="Vcpus">The number of vCPUs, in place of the report's sockets, cores and threads.</param>
/// <param name="DiskDevice">
/// The id of the <c>-device</c> that gets the LUN; null when the report is only checked. Other disks of a <c>-drive</c> stay as
/// blank disks, unless the guest's kernel would then give the LUN another name; all others are omitted.
/// </param>
/// <param name="DiskPath">The LUN's path on the host.</param>
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
    /// <summary>The machine types of the host's QEMU; another type is replaced. Empty when every type is taken over.</summary>
    public ImmutableArray<MachineType> MachineTypes { get; init; } = [];

    /// <summary>The settings for checking a report before a host is chosen.</summary>
    internal static LaunchSettings Trial { get; } =
        new("qemu", "tcg", new BootImage("/kernel", "/initramfs", ""), 1, 1, null, "/lun", "/directory");
}
