namespace TestHarness.Environments;

/// <summary>Which QEMU is used; the one on the host's PATH where <paramref name="Binary"/> is null.</summary>
public sealed record QemuSettings(string? Binary = null, Accelerator Accelerator = Accelerator.Auto);

public enum Accelerator
{
    /// <summary>KVM where a guest proves to run under it, else TCG.</summary>
    Auto,
    Kvm,
    Tcg,
}
