namespace TestHarness.VirtualLab.Images;

/// <summary>What lab hosts boot from: files in one folder of the cache, which is whole or not there.</summary>
/// <param name="Directory">Its full path.</param>
/// <param name="Key">The hash of all that it was made of.</param>
public sealed record LabHostImage(string Directory, string Key)
{
    public string Kernel => Path.Combine(Directory, "vmlinuz");

    public string Initramfs => Path.Combine(Directory, "initramfs.gz");

    /// <summary>The root file system, raw; each host writes to an overlay of its own.</summary>
    public string Disk => Path.Combine(Directory, "disk.raw");

    /// <summary>The QEMU that lab hosts run under: the image's own, whatever this machine has.</summary>
    public string Qemu => Path.Combine(Directory, "bin", "qemu-system-x86_64");

    public string QemuImg => Path.Combine(Directory, "bin", "qemu-img");

    /// <summary>The private key that every lab host lets in as root.</summary>
    public string IdentityFile => Path.Combine(Directory, "id_ed25519");

    /// <summary>The lab hosts' public host key, as in <c>/etc/ssh/ssh_host_ed25519_key.pub</c>: all hosts of an image have the same.</summary>
    public string HostKey => Path.Combine(Directory, "ssh_host_ed25519_key.pub");
}
