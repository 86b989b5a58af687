using TestHarness.Environments;

namespace TestHarness.Images.Disks;

/// <summary>A disk image with an operating system, on the harness's machine.</summary>
/// <param name="Path">The full path of the image.</param>
/// <param name="Sha256">The SHA-256 of the image, 64 hexadecimal digits.</param>
/// <param name="Description">The image in words, for reports.</param>
public sealed record SystemImage(string Path, string Sha256, DiskFormat Format, Firmware Firmware, string Description)
{
    /// <summary>The kernel that QEMU starts directly, in place of a firmware; null when the firmware starts the image.</summary>
    public BootImage? Kernel { get; init; }

    /// <summary>The login that the image is known to have; null when only the environment can tell it.</summary>
    public GuestLogin? Login { get; init; }

    /// <summary>Returns the image of a tester.</summary>
    /// <param name="sha256">The SHA-256 of the image.</param>
    public static SystemImage Of(OwnDiskImage image, string sha256) =>
        new(image.Path, sha256, image.Format, image.Firmware, image.Path);
}
