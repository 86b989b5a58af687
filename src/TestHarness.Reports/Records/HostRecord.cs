namespace TestHarness.Reports.Records;

/// <summary>The software and hardware of a host.</summary>
/// <param name="Kernel">The kernel as <c>uname -sr</c> prints it.</param>
/// <param name="Processor">The processors' model and number.</param>
public sealed record HostRecord(string Name, string Kernel, string Processor)
{
    /// <summary>The version of QEMU; null when the host has none.</summary>
    public string? Qemu { get; init; }

    /// <summary>The accelerator of guests, for example <c>kvm</c>; null when the host has no QEMU.</summary>
    public string? Accelerator { get; init; }

    /// <summary>The machine type that QEMU's alias <c>q35</c> stands for; null when the host has no QEMU.</summary>
    public string? MachineType { get; init; }

    /// <summary>The version of the libvirt package; null when the host has none.</summary>
    public string? Libvirt { get; init; }
}
