namespace TestHarness.Devices.Vdpa;

/// <summary>A vdpa device that QEMU can open.</summary>
/// <param name="CharacterDevice">For example <c>/dev/vhost-vdpa-0</c>.</param>
/// <param name="ManagementDevice">What it was made on, for example <c>vdpasim_blk</c> or <c>pci/0000:01:00.0</c>.</param>
/// <param name="Driver">The driver it is bound to on the vdpa bus: <c>vhost_vdpa</c>.</param>
public sealed record VdpaDevice(VdpaDeviceName Name, string CharacterDevice, string ManagementDevice, string Driver);
