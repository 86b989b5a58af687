namespace TestHarness.Guests.Image;

/// <summary>A kernel and an initramfs that QEMU boots directly.</summary>
/// <param name="Kernel">Path of the kernel on the harness's machine.</param>
/// <param name="Initramfs">Path of the initramfs on the harness's machine.</param>
/// <param name="Description">What it is made of, for reports.</param>
public sealed record BootImage(string Kernel, string Initramfs, string Description);
