using System.Collections.Immutable;

namespace TestHarness.Devices.Mdev;

/// <summary>A mediated device (mdev) as mdevctl lists or defines it.</summary>
/// <param name="Type">For example <c>mtty-2</c> or <c>vfio_ap-passthrough</c>.</param>
/// <param name="Parent">The device that offers the type, by its name in sysfs: <c>mtty</c>, <c>matrix</c>, <c>0.0.0313</c>, <c>0000:3b:00.0</c>.</param>
/// <param name="Attributes">What mdevctl writes into the new device's sysfs attributes, in this order.</param>
public sealed record MediatedDevice(Guid Uuid, string Type, string Parent, MdevStart Start, ImmutableArray<MdevAttribute> Attributes)
{
    /// <summary>The folder that its files are in, as QEMU's vfio-pci takes it: <c>sysfsdev=…</c>.</summary>
    public string SysfsPath => $"/sys/bus/mdev/devices/{Uuid}";

    public override string ToString() => $"mdev {Uuid} of type {Type} below {Parent}";
}

/// <summary>Whether mdevctl starts the device as soon as its parent is there.</summary>
public enum MdevStart
{
    Manual,
    Auto,
}

/// <summary>A sysfs attribute below the device's folder, and what is written to it.</summary>
public sealed record MdevAttribute(string Name, string Value)
{
    public override string ToString() => $"{Name}={Value}";
}
