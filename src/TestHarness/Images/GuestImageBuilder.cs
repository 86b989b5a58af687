using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Images;

/// <summary>Builds the harness's own guest (Debian's kernel, busybox, kernel modules) and caches it by content.</summary>
/// <param name="host">The harness's own machine.</param>
/// <param name="cacheDirectory">The directory of the images, for example <c>~/.cache/testharness</c>.</param>
/// <param name="deviceModules">The kernel modules for the devices that a guest can have.</param>
public sealed class GuestImageBuilder(IHost host, string cacheDirectory, ImmutableArray<string> deviceModules)
{
    private static readonly ImmutableArray<string> OwnModules =
    [
        "virtio_pci", "virtio_blk", "virtio_scsi", "sd_mod", "virtio_net", "virtio_console", "virtio_balloon", "virtio_rng",
        "ext4", "crc32c_generic",
    ];

    /// <summary>
    /// The kernel starts on one processor, and the image's init starts the others. In an emulated guest, several processors
    /// slow down the start of the kernel.
    /// </summary>
    internal const string OneProcessor = "maxcpus=1";

    private ImmutableArray<string> Modules => [.. OwnModules, .. deviceModules];

    /// <summary>Builds the image, unless it is in the cache.</summary>
    /// <exception cref="HarnessException">
    /// Class preflight: apt does not know the packages. Class provision: the build failed.
    /// </exception>
    public async Task<BootImage> BuildAsync(CancellationToken cancellationToken = default)
    {
        var init = Resource("init");
        var script = Resource("build-image.sh");
        var cache = Directory.CreateDirectory(Path.Combine(cacheDirectory, "guest-image")).FullName;
        var last = new LastResolution(host, cache, Hash([init, script, .. Modules]));
        if (await last.FindAsync(cancellationToken) is { } known)
            return ImageIn(cache, known);

        var packages = await DebianPackages.ResolveAsync(host, cancellationToken);
        var key = Hash([init, script, packages.Fingerprint, .. Modules]);
        var directory = Path.Combine(cache, key);
        if (!Directory.Exists(directory))
            await BuildIntoAsync(directory, packages, init, script, cancellationToken);
        var image = new ResolvedImage(key, $"{string.Join(" and ", packages.Names)} ({key})");
        await last.KeepAsync(image, cancellationToken);
        return ImageIn(cache, image);
    }

    private static BootImage ImageIn(string cache, ResolvedImage image) => new(
        Path.Combine(cache, image.Key, BootImage.KernelFile),
        Path.Combine(cache, image.Key, BootImage.InitramfsFile),
        image.Description,
        OneProcessor);

    /// <summary>
    /// Builds the image beside its directory, then renames it: another run may build the same image at the same time.
    /// </summary>
    private async Task BuildIntoAsync(
        string directory, DebianPackages packages, string init, string script, CancellationToken cancellationToken)
    {
        var work = Directory.CreateTempSubdirectory("testharness-image-").FullName;
        var output = $"{directory}.{Path.GetRandomFileName()}";
        try
        {
            var debs = Directory.CreateDirectory(Path.Combine(work, "packages")).FullName;
            var initFile = Path.Combine(work, "init");
            await File.WriteAllTextAsync(initFile, init, cancellationToken);
            await packages.DownloadAsync(host, debs, cancellationToken);

            var build = new Command("sh", ["-c", script, "build-image.sh", debs, initFile, output, .. Modules])
                .WithTimeout(TimeSpan.FromMinutes(2));
            (await host.RunAsync(build, cancellationToken)).OrThrow(FailureClass.Provision);
            if (!Directory.Exists(directory))
                Directory.Move(output, directory);
        }
        finally
        {
            if (Directory.Exists(output))
                Directory.Delete(output, recursive: true);
            Directory.Delete(work, recursive: true);
        }
    }

    private static string Hash(IEnumerable<string> texts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', texts))))[..16];

    private static string Resource(string name)
    {
        using var stream = typeof(GuestImageBuilder).Assembly.GetManifestResourceStream($"guest/{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
