namespace TestHarness.Devices.Vfio;

/// <summary>A NIC with virtual functions that an environment gives to guests.</summary>
/// <param name="PhysicalFunction">Its PCI address, for example <c>0000:01:00.0</c>.</param>
/// <param name="Network">A label: guests keep their connections between NICs of one label (one wire, one VLAN).</param>
/// <param name="Bridge">The host's bridge on that network, for what a guest has beside a virtual function.</param>
public sealed record NicRequest(string PhysicalFunction, string Network, string Bridge);
