using TestHarness.Qemu.Capabilities;

namespace TestHarness.GuestPlaces;

/// <summary>What a host runs guests with.</summary>
public sealed record HostTools(QemuBinary Qemu, QemuCapabilities Capabilities, AcceleratorChoice Accelerator)
{
    public QemuVersion Version => Capabilities.Version;

    /// <summary>QEMU's version, and why guests run without its sandbox.</summary>
    public string Summary =>
        Capabilities.NoSandboxReason is { } reason ? $"{Version}, without its sandbox: {reason}" : $"{Version}";
}
