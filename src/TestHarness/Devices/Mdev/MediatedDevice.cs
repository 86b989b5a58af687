using System.Collections.Immutable;

namespace TestHarness.Devices.Mdev;

/// <summary>A mediated device (mdev) that the harness defines.</summary>
/// <param name="Attributes">The values that mdevctl writes into the new device's sysfs attributes, in this order.</param>
public sealed record MediatedDevice(
    Guid Uuid, MdevTypeName Type, MdevParentName Parent, MdevStart Start, ImmutableArray<MdevAttribute> Attributes)
{
    /// <summary>The device's folder in sysfs, as QEMU's vfio-pci takes it: <c>sysfsdev=…</c>.</summary>
    public string SysfsPath => $"/sys/bus/mdev/devices/{Uuid}";

    public override string ToString() => $"mdev {Uuid} of type {Type} below {Parent}";
}

/// <summary>Whether mdevctl starts the device as soon as its parent is there.</summary>
public enum MdevStart
{
    /// <summary>The device starts by a command alone.</summary>
    Manual,
    /// <summary>The device starts as soon as its parent is there.</summary>
    Auto,
}
