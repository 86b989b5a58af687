using System.Collections.Immutable;

namespace TestHarness.Devices.Vfio.Sriov;

/// <summary>A NIC as the kernel shows it in <c>/sys/bus/pci/devices</c>, with the virtual functions that it has now.</summary>
/// <param name="Address">PCI address.</param>
/// <param name="Interface">What the host calls it, for example <c>enp1s0</c>.</param>
/// <param name="Model">PCI vendor and device, for example <c>8086:10c9</c>.</param>
/// <param name="VirtualModel">The same of its virtual functions.</param>
/// <param name="NumaDistance">From the host's node 0, as the firmware tells it; 10 is the same node, and what a host without NUMA has.</param>
/// <param name="TotalVfs">How many virtual functions it can have.</param>
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
