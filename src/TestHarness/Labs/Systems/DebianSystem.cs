using TestHarness.Environments;
using TestHarness.Hosts;
using TestHarness.Images;
using TestHarness.Images.Disks;

namespace TestHarness.Labs.Systems;

/// <summary>The Debian that the harness builds, as an image that guests boot.</summary>
internal static class DebianSystem
{
    /// <summary>Builds the image, unless it is in the cache. Its kernel is started directly, which needs no firmware.</summary>
    /// <param name="cacheDirectory">The harness's cache.</param>
    /// <exception cref="Failures.HarnessException">
    /// Class preflight: apt does not know the packages, or a program is missing. Class provision: the build failed.
    /// </exception>
    public static async Task<SystemImage> BuildAsync(
        string cacheDirectory, ImageHashes hashes, CancellationToken cancellationToken)
    {
        await using var machine = new LocalHost("this machine");
        var built = await new DebianImageBuilder(machine, cacheDirectory).BuildAsync(cancellationToken);
        var arguments = await built.KernelArgumentsAsync(cancellationToken);
        var sha256 = await hashes.GetAsync(built.Disk, cancellationToken);
        return new SystemImage(built.Disk, sha256, DiskFormat.Qcow2, Firmware.Bios, built.Description)
        {
            Kernel = new BootImage(built.Kernel, built.Initramfs, built.Description, arguments),
            Login = new GuestLogin(DebianImage.User, IdentityFile: built.IdentityFile)
            {
                Password = await File.ReadAllTextAsync(built.PasswordFile, cancellationToken),
            },
        };
    }
}
