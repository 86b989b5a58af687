using TestHarness.Guests.Image;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>What the harness gives a reported guest.</summary>
/// <param name="Memory">MiB.</param>
/// <param name="DiskDevice">The id of the <c>-device</c> that gets the LUN; null when the report is only checked.</param>
/// <param name="DiskPath">The LUN, as the host calls it.</param>
/// <param name="Directory">The directory of the host for the guest's sockets.</param>
internal sealed record LaunchSettings(
    string Program, string Accelerator, BootImage Image, int Memory, int Vcpus, string? DiskDevice, string DiskPath, string Directory)
{
    /// <summary>Settings to check a report with, before a host is chosen.</summary>
    public static LaunchSettings Trial { get; } = new("qemu", "tcg", new BootImage("/kernel", "/initramfs", ""), 1, 1, null, "/lun", "/directory");
}
