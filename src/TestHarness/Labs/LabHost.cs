using TestHarness.Environments;
using TestHarness.Guests.Image;
using TestHarness.Hosts;
using TestHarness.Qemu.Capabilities;

namespace TestHarness.Labs;

/// <summary>A host of the environment, reached, with what it can run.</summary>
/// <param name="Directory">The scenario's own directory on this host.</param>
/// <param name="Image">The guest image with its paths on this host.</param>
public sealed record LabHost(HostDescription Description, IHost Host, HostTools Tools, string Directory, BootImage Image)
{
    public string Name => Description.Name;
}

/// <summary>What a host runs guests with.</summary>
public sealed record HostTools(QemuBinary Qemu, QemuCapabilities Capabilities, AcceleratorChoice Accelerator)
{
    public QemuVersion Version => Capabilities.Version;

    /// <summary>QEMU's version, and why guests run without its sandbox.</summary>
    public string Summary =>
        Capabilities.NoSandboxReason is { } reason ? $"{Version}, without its sandbox: {reason}" : $"{Version}";
}
