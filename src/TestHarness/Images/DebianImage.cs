namespace TestHarness.Images;

/// <summary>A disk with Debian, which UEFI and BIOS boot, and what one needs to boot it directly and to log in.</summary>
/// <param name="Directory">The folder of the image's files.</param>
/// <param name="Description">The suite, the kernel and the image's key, for reports.</param>
public sealed record DebianImage(string Directory, string Description)
{
    /// <summary>The user whose key is in the guest, and who has sudo without a password.</summary>
    public const string User = "tester";

    /// <summary>The disk in qcow2. Each guest needs an overlay of its own over it.</summary>
    public string Disk => Path.Combine(Directory, "disk.qcow2");

    /// <summary>The kernel of the disk, for a boot without firmware.</summary>
    public string Kernel => Path.Combine(Directory, "vmlinuz");

    /// <summary>The initramfs of the disk, for a boot without firmware.</summary>
    public string Initramfs => Path.Combine(Directory, "initrd.img");

    /// <summary>The private SSH key of <see cref="User"/>, made for this image.</summary>
    public string IdentityFile => Path.Combine(Directory, "id_ed25519");

    /// <summary>The guest's public SSH key, by which one knows the guest.</summary>
    public string HostKey => Path.Combine(Directory, "ssh_host_ed25519_key.pub");

    /// <summary>The file with the password of root and of <see cref="User"/>, made for this image; it has no line end.</summary>
    public string PasswordFile => Path.Combine(Directory, "password");

    /// <summary>The file with the names and versions of the packages, one a line.</summary>
    public string Packages => Path.Combine(Directory, "packages");

    /// <summary>Reads the kernel's arguments for a boot without firmware.</summary>
    public async Task<string> KernelArgumentsAsync(CancellationToken cancellationToken = default) =>
        (await File.ReadAllTextAsync(Path.Combine(Directory, "cmdline"), cancellationToken)).Trim();
}
