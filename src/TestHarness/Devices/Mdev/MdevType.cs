namespace TestHarness.Devices.Mdev;

/// <summary>A type of mdev that a parent offers.</summary>
/// <param name="Name">The type's id, for example <c>mtty-2</c>.</param>
/// <param name="DeviceApi">For example <c>vfio-pci</c>, <c>vfio-ap</c> or <c>vfio-ccw</c>.</param>
/// <param name="AvailableInstances">How many more the parent can have.</param>
/// <param name="Title">What the driver calls it for people; null where it does not.</param>
/// <param name="Description">In one line; null where there is none.</param>
/// <remarks>Source: Documentation/driver-api/vfio-mediated-device.rst.</remarks>
public sealed record MdevType(string Name, string Parent, string DeviceApi, long AvailableInstances, string? Title, string? Description);
