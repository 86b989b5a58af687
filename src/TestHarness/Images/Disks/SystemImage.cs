using System.Security.Cryptography;
using TestHarness.Environments;

namespace TestHarness.Images.Disks;

/// <summary>A disk image with an operating system, on the harness's machine.</summary>
/// <param name="Path">The full path of the image.</param>
/// <param name="Description">The image in words, for reports.</param>
public sealed record SystemImage(string Path, DiskFormat Format, Firmware Firmware, string Description)
{
    /// <summary>The kernel that QEMU starts directly, in place of a firmware; null when the firmware starts the image.</summary>
    public BootImage? Kernel { get; init; }

    /// <summary>The login that the image is known to have; null when only the environment can tell it.</summary>
    public GuestLogin? Login { get; init; }

    /// <summary>Returns the image of a tester.</summary>
    public static SystemImage Of(OwnDiskImage image) => new(image.Path, image.Format, image.Firmware, image.Path);

    /// <summary>Computes the SHA-256 of the image.</summary>
    /// <returns>64 hexadecimal digits.</returns>
    public async Task<string> Sha256Async(CancellationToken cancellationToken = default)
    {
        await using var file = File.OpenRead(Path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }
}
