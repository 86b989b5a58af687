using TestHarness.Hosts;

namespace TestHarness.Guests.Image;

/// <summary>A kernel and an initramfs that QEMU boots directly.</summary>
/// <param name="Kernel">Path of the kernel.</param>
/// <param name="Initramfs">Path of the initramfs.</param>
/// <param name="Description">What it is made of, for reports.</param>
/// <param name="Arguments">Kernel arguments beyond the harness's own.</param>
public sealed record BootImage(string Kernel, string Initramfs, string Description, string Arguments = "")
{
    /// <summary>The same image of the harness's machine with its paths on a host, where it is copied unless that is this machine.</summary>
    /// <param name="directory">A directory of the host that is there already.</param>
    public async Task<BootImage> OnAsync(IHost host, string directory, CancellationToken cancellationToken = default)
    {
        if (host.Connection is LocalConnection)
            return this;

        var there = this with { Kernel = $"{directory}/vmlinuz", Initramfs = $"{directory}/initramfs.gz" };
        await host.PutFileAsync(Kernel, there.Kernel, cancellationToken);
        await host.PutFileAsync(Initramfs, there.Initramfs, cancellationToken);
        return there;
    }
}
