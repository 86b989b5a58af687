using System.Collections.Immutable;

namespace TestHarness.Devices.Vdpa;

/// <summary>What vdpa devices can be made on, as <c>vdpa mgmtdev show</c> tells it (vdpa-mgmtdev(8)).</summary>
/// <param name="Bus">For example <c>pci</c>; null for a simulator and for VDUSE.</param>
/// <param name="Device">For example <c>0000:01:00.0</c> or <c>vdpasim_blk</c>.</param>
/// <param name="MaxVirtqueues">0 where the driver does not say.</param>
public sealed record VdpaManagementDevice(
    string? Bus, string Device, ImmutableArray<string> Classes, long? MaxVirtqueues, ImmutableArray<string> Features)
{
    /// <summary>As the tool takes it.</summary>
    public string Name => Bus is null ? Device : $"{Bus}/{Device}";
}
