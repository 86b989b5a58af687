using System.Security.Cryptography;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Images;

/// <summary>A kernel and an initramfs that QEMU boots directly.</summary>
/// <param name="Kernel">Path of the kernel.</param>
/// <param name="Initramfs">Path of the initramfs.</param>
/// <param name="Description">The packages of the image, for reports.</param>
/// <param name="Arguments">Kernel arguments in addition to the harness's own.</param>
public sealed record BootImage(string Kernel, string Initramfs, string Description, string Arguments = "")
{
    /// <summary>
    /// The folder of images on a host, unless XDG_CACHE_HOME is set there. Each image is in a folder named by its
    /// <see cref="ContentAsync"/>.
    /// </summary>
    public const string HostFolder = ".cache/testharness/guest-image";

    /// <summary>The kernel's file name in the image's folder.</summary>
    public const string KernelFile = "kernel";

    /// <summary>The initramfs's file name in the image's folder.</summary>
    public const string InitramfsFile = "initramfs.gz";

    /// <summary>
    /// The kernel arguments of every guest, which has no secrets. Some save seconds under TCG: mitigations, no_timer_check,
    /// nokaslr, noreplace-smp (the kernel does not rewrite its locks for one processor), cryptomgr.notests, and pci=lastbus=0
    /// (the kernel does not look for devices on 255 buses that ACPI does not name, with 8,000 reads). With IPv6 the kernel warns
    /// of a duplicate address when the interfaces of a bond hear each other.
    /// </summary>
    private const string HarnessArguments = "console=ttyS0 quiet mitigations=off no_timer_check nokaslr noreplace-smp "
        + "cryptomgr.notests pci=lastbus=0 random.trust_cpu=on ipv6.disable=1";

    /// <summary>Prints the image's folder on the host, and "there" when the image is in the folder.</summary>
    private const string Find = $$"""
        folder=${XDG_CACHE_HOME:-$HOME/.cache}/testharness/guest-image/$1
        mkdir -p "$folder" && echo "$folder"
        [ ! -f "$folder/{{KernelFile}}" ] || [ ! -f "$folder/{{InitramfsFile}}" ] || echo there
        """;

    /// <summary>All arguments of the kernel: the harness's, then <see cref="Arguments"/>.</summary>
    public string KernelArguments => $"{HarnessArguments} {Arguments}".TrimEnd();

    /// <summary>
    /// Copies the image from the harness's machine to a host, unless it is there already; returns the image with its paths on the
    /// host.
    /// </summary>
    /// <param name="content">The result of <see cref="ContentAsync"/>.</param>
    /// <exception cref="HarnessException">Class provision: the image cannot be copied.</exception>
    public async Task<BootImage> OnAsync(IHost host, string content, CancellationToken cancellationToken = default)
    {
        if (host.Connection is LocalConnection)
            return this;

        var found = await host.RunAsync(Command.Shell(Find, content), cancellationToken);
        var lines = found.OrThrow(FailureClass.Provision).StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var onHost = this with { Kernel = $"{lines[0]}/{KernelFile}", Initramfs = $"{lines[0]}/{InitramfsFile}" };
        if (lines.Length == 1)
        {
            await host.PutFileAsync(Kernel, onHost.Kernel, cancellationToken);
            await host.PutFileAsync(Initramfs, onHost.Initramfs, cancellationToken);
        }

        return onHost;
    }

    /// <summary>Returns the first 16 digits of the SHA-256 of the kernel and the initramfs.</summary>
    public async Task<string> ContentAsync(CancellationToken cancellationToken = default)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in new[] { Kernel, Initramfs })
            hash.AppendData(await File.ReadAllBytesAsync(file, cancellationToken));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
