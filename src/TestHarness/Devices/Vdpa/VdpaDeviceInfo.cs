namespace TestHarness.Devices.Vdpa;

/// <summary>A vdpa device as <c>vdpa dev show</c> tells it (vdpa-dev(8)).</summary>
/// <param name="Type">The virtio type, for example <c>block</c> or <c>net</c>.</param>
/// <param name="ManagementDevice">As the tool writes it: <c>vdpasim_blk</c>, <c>vduse</c>, <c>pci/0000:01:00.0</c>.</param>
/// <param name="MaxVirtqueueSize">Entries.</param>
public sealed record VdpaDeviceInfo(
    string Name, string Type, string ManagementDevice, long? VendorId, long? MaxVirtqueues, long? MaxVirtqueueSize)
{
    public bool IsBlock => Type == "block";
}
