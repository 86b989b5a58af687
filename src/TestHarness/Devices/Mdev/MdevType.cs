namespace TestHarness.Devices.Mdev;

/// <summary>A type of mdev that a parent offers.</summary>
/// <param name="Name">The type's id, for example <c>mtty-2</c>.</param>
/// <param name="DeviceApi">The kind of device, for example <c>vfio-pci</c>, <c>vfio-ap</c> or <c>vfio-ccw</c>.</param>
/// <param name="AvailableInstances">The number of mdevs of the type that can still be made.</param>
/// <param name="Title">The driver's name of the type for people; null when the driver gives none.</param>
/// <param name="Description">The description in one line; null when there is none.</param>
/// <remarks>Source: Documentation/driver-api/vfio-mediated-device.rst.</remarks>
public sealed record MdevType(
    string Name, string Parent, string DeviceApi, long AvailableInstances, string? Title, string? Description);
