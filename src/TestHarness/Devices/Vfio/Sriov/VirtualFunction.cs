using System.Collections.Immutable;

namespace TestHarness.Devices.Vfio.Sriov;

/// <summary>A virtual function of a NIC.</summary>
/// <param name="Index">The index from 0, as <c>ip link set … vf</c> counts.</param>
/// <param name="Address">The PCI address, for example <c>0000:01:10.0</c>.</param>
/// <param name="Driver">The driver; null when it has none.</param>
/// <param name="Override">The driver_override; null when it has none.</param>
/// <param name="IommuGroup">The IOMMU group; null when the host has no IOMMU that is switched on.</param>
/// <param name="Companions">
/// The other devices of the group, each with its driver, which would be passed through together with the function.
/// </param>
/// <param name="Mac">The MAC address that the NIC assigns, in lower case; zeros when the function chooses.</param>
/// <param name="Holder">The process that has the function open through VFIO; null when none has.</param>
/// <param name="UpAs">The host's own interface of the function that is up; null when there is none.</param>
public sealed record VirtualFunction(
    int Index,
    string Address,
    string? Driver,
    string? Override,
    int? IommuGroup,
    ImmutableArray<string> Companions,
    string Mac,
    string? Holder,
    string? UpAs)
{
    /// <summary>The MAC address that means that the function chooses.</summary>
    public const string NoMac = "00:00:00:00:00:00";

    /// <summary>The function's folder in sysfs.</summary>
    public string SysfsPath => $"/sys/bus/pci/devices/{Address}";

    /// <summary>
    /// The drivers with which a companion is no longer used by the host itself; bridges are never passed through.
    /// </summary>
    private static readonly ImmutableArray<string> Harmless = ["", "vfio-pci", "pci-stub", "pcieport"];

    /// <summary>The reason why a guest cannot have the function; null when a guest can.</summary>
    public string? WhyNotFree => this switch
    {
        { Holder: { } holder } => $"process {holder} has it",
        { UpAs: { } name } => $"the host uses it as {name}",
        { IommuGroup: null } =>
            "it is in no IOMMU group (kernel argument intel_iommu=on or amd_iommu=on, and VT-d or AMD-Vi in the firmware)",
        _ when Companions.FirstOrDefault(other => !Harmless.Contains(other.Split('/')[^1])) is { } other =>
            $"its IOMMU group {IommuGroup} has {other.Replace("/", " too, with driver ", StringComparison.Ordinal)}",
        _ => null,
    };
}
