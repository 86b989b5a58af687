using System.Security.Cryptography;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Images;

/// <summary>A kernel and an initramfs that QEMU boots directly.</summary>
/// <param name="Kernel">Path of the kernel.</param>
/// <param name="Initramfs">Path of the initramfs.</param>
/// <param name="Description">What it is made of, for reports.</param>
/// <param name="Arguments">Kernel arguments beyond the harness's own.</param>
public sealed record BootImage(string Kernel, string Initramfs, string Description, string Arguments = "")
{
    /// <summary>
    /// The place of images on a host, each in a folder of its <see cref="ContentAsync"/>, unless XDG_CACHE_HOME is set there.
    /// </summary>
    public const string HostFolder = ".cache/testharness/guest-image";

    /// <summary>The kernel's file name in such a folder.</summary>
    public const string KernelFile = "kernel";

    /// <summary>The initramfs's file name in such a folder.</summary>
    public const string InitramfsFile = "initramfs.gz";

    /// <summary>
    /// mitigations, no_timer_check and nokaslr save seconds under TCG; the guest has no secrets. With IPv6 the kernel warns of a
    /// duplicate address when the interfaces of a bond hear each other.
    /// </summary>
    private const string HarnessArguments =
        "console=ttyS0 quiet mitigations=off no_timer_check nokaslr random.trust_cpu=on ipv6.disable=1";

    /// <summary>Prints the folder of the host, and whether the image is there.</summary>
    private const string Find = $$"""
        folder=${XDG_CACHE_HOME:-$HOME/.cache}/testharness/guest-image/$1
        mkdir -p "$folder" && echo "$folder"
        [ ! -f "$folder/{{KernelFile}}" ] || [ ! -f "$folder/{{InitramfsFile}}" ] || echo there
        """;

    /// <summary>All arguments of the kernel: those of the harness, then <see cref="Arguments"/>.</summary>
    public string KernelArguments => $"{HarnessArguments} {Arguments}".TrimEnd();

    /// <summary>Copies the image from the harness's machine to a host, once, and returns it with its paths there.</summary>
    /// <param name="content">What <see cref="ContentAsync"/> returned.</param>
    public async Task<BootImage> OnAsync(IHost host, string content, CancellationToken cancellationToken = default)
    {
        if (host.Connection is LocalConnection)
            return this;

        var found = await host.RunAsync(Command.Shell(Find, content), cancellationToken);
        var lines = found.OrThrow(FailureClass.Provision).StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var there = this with { Kernel = $"{lines[0]}/{KernelFile}", Initramfs = $"{lines[0]}/{InitramfsFile}" };
        if (lines.Length == 1)
        {
            await host.PutFileAsync(Kernel, there.Kernel, cancellationToken);
            await host.PutFileAsync(Initramfs, there.Initramfs, cancellationToken);
        }

        return there;
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
