using TestHarness.Qemu.Capabilities;

namespace TestHarness.GuestPlaces;

/// <summary>The QEMU and accelerator by which a host runs guests.</summary>
public sealed record HostTools(QemuBinary Qemu, QemuCapabilities Capabilities, AcceleratorChoice Accelerator)
{
    /// <summary>The version of QEMU.</summary>
    public QemuVersion Version => Capabilities.Version;

    /// <summary>QEMU's version, and the reason when guests run without its sandbox.</summary>
    public string Summary =>
        Capabilities.NoSandboxReason is { } reason ? $"{Version}, without its sandbox: {reason}" : $"{Version}";
}
