namespace TestHarness.Devices.Vfio;

/// <summary>A NIC with virtual functions that an environment gives to guests.</summary>
/// <param name="PhysicalFunction">The PCI address, for example <c>0000:01:00.0</c>.</param>
/// <param name="Network">
/// The label of the network. Guests keep their connections between NICs of one label (one wire, one VLAN).
/// </param>
/// <param name="Bridge">The host's bridge on that network, for the virtio NIC beside a virtual function.</param>
public sealed record NicRequest(string PhysicalFunction, string Network, string Bridge);
