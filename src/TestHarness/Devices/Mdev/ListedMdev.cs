using System.Collections.Immutable;

namespace TestHarness.Devices.Mdev;

/// <summary>An mdev as mdevctl lists or defines it. The record is the host's data, for comparisons and messages alone.</summary>
/// <param name="Type">The type's id, for example <c>mtty-2</c> or <c>vfio_ap-passthrough</c>.</param>
/// <param name="Parent">The device that offers the type, by its name in sysfs.</param>
/// <param name="Attributes">The values that mdevctl writes into the new device's sysfs attributes, in this order.</param>
public sealed record ListedMdev(
    Guid Uuid, string Type, string Parent, MdevStart Start, ImmutableArray<ListedAttribute> Attributes)
{
    public override string ToString() => $"mdev {Uuid} of type {Type} below {Parent}";
}

/// <summary>An attribute of a <see cref="ListedMdev"/>, and its value.</summary>
public sealed record ListedAttribute(string Name, string Value)
{
    public override string ToString() => $"{Name}={Value}";
}
