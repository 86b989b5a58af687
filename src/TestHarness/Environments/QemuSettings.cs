namespace TestHarness.Environments;

/// <summary>The QEMU that is used; the one on the host's PATH when <paramref name="Binary"/> is null.</summary>
public sealed record QemuSettings(string? Binary = null, Accelerator Accelerator = Accelerator.Auto);

/// <summary>The accelerator of QEMU.</summary>
public enum Accelerator
{
    /// <summary>KVM when a guest was seen to run under it, else TCG.</summary>
    Auto,
    /// <summary>KVM.</summary>
    Kvm,
    /// <summary>TCG, QEMU's emulation.</summary>
    Tcg,
}
