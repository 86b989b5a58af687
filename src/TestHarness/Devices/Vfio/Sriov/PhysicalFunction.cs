using System.Collections.Immutable;

namespace TestHarness.Devices.Vfio.Sriov;

/// <summary>A NIC as the kernel shows it in <c>/sys/bus/pci/devices</c>, with its present virtual functions.</summary>
/// <param name="Address">The PCI address.</param>
/// <param name="Interface">The host's name of the interface, for example <c>enp1s0</c>.</param>
/// <param name="Model">The PCI vendor and device, for example <c>8086:10c9</c>.</param>
/// <param name="VirtualModel">The PCI vendor and device of its virtual functions.</param>
/// <param name="NumaDistance">
/// The distance from the host's node 0, as the firmware reports it; 10 is the same node, and the value of a host without NUMA.
/// </param>
/// <param name="TotalVfs">The number of virtual functions that the NIC can have.</param>
/// <remarks>Linux Documentation/ABI/testing/sysfs-bus-pci; Documentation/PCI/pci-iov-howto.rst.</remarks>
public sealed record PhysicalFunction(
    string Address,
    string Interface,
    string Driver,
    string Model,
    string VirtualModel,
    int NumaDistance,
    int TotalVfs,
    bool AutoProbe,
    ImmutableArray<VirtualFunction> VirtualFunctions);
