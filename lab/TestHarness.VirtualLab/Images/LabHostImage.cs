namespace TestHarness.VirtualLab.Images;

/// <summary>The files from which lab hosts boot, in one folder of the cache, which is complete or does not exist.</summary>
/// <param name="Directory">The full path of the folder.</param>
/// <param name="Key">The hash of everything from which the image was made.</param>
public sealed record LabHostImage(string Directory, string Key)
{
    /// <summary>The kernel.</summary>
    public string Kernel => Path.Combine(Directory, "vmlinuz");

    /// <summary>The initramfs.</summary>
    public string Initramfs => Path.Combine(Directory, "initramfs.gz");

    /// <summary>The root file system, raw; each host writes to its own overlay.</summary>
    public string Disk => Path.Combine(Directory, "disk.raw");

    /// <summary>The QEMU in which lab hosts run: the image's own, whatever this machine has.</summary>
    public string Qemu => Path.Combine(Directory, "bin", "qemu-system-x86_64");

    /// <summary>The image's own qemu-img.</summary>
    public string QemuImg => Path.Combine(Directory, "bin", "qemu-img");

    /// <summary>The private key with which root can log in to every lab host.</summary>
    public string IdentityFile => Path.Combine(Directory, "id_ed25519");

    /// <summary>
    /// The lab hosts' public host key, in the form of <c>/etc/ssh/ssh_host_ed25519_key.pub</c>; all hosts of an image have the
    /// same.
    /// </summary>
    public string HostKey => Path.Combine(Directory, "ssh_host_ed25519_key.pub");
}
