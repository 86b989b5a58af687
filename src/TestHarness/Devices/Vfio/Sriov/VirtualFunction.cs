using System.Collections.Immutable;

namespace TestHarness.Devices.Vfio.Sriov;

/// <summary>A virtual function of a NIC.</summary>
/// <param name="Index">As <c>ip link set … vf</c> counts them, from 0.</param>
/// <param name="Address">PCI address, for example <c>0000:01:10.0</c>.</param>
/// <param name="Driver">Null where it has none.</param>
/// <param name="Override">Its driver_override; null where it has none.</param>
/// <param name="IommuGroup">Null where the host has no IOMMU that is switched on.</param>
/// <param name="Companions">What else is in the group, each with its driver, and would be passed through with it.</param>
/// <param name="Mac">That its NIC gives it, in lower case; zeros where the function chooses.</param>
/// <param name="Holder">The process that has it open through VFIO; null where there is none.</param>
/// <param name="UpAs">The host's own interface of it that is up; null where there is none.</param>
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
    public const string NoMac = "00:00:00:00:00:00";

    public string SysfsPath => $"/sys/bus/pci/devices/{Address}";

    /// <summary>Drivers with which a companion is not the host's own any more; bridges are never passed through.</summary>
    private static readonly ImmutableArray<string> Harmless = ["", "vfio-pci", "pci-stub", "pcieport"];

    /// <summary>Why it cannot be given to a guest; null where it can.</summary>
    public string? WhyNotFree => this switch
    {
        { Holder: { } holder } => $"process {holder} has it",
        { UpAs: { } name } => $"the host uses it as {name}",
        { IommuGroup: null } => "it is in no IOMMU group (kernel argument intel_iommu=on or amd_iommu=on, and VT-d or AMD-Vi in the firmware)",
        _ when Companions.FirstOrDefault(other => !Harmless.Contains(other.Split('/')[^1])) is { } other =>
            $"its IOMMU group {IommuGroup} has {other.Replace("/", " too, with driver ", StringComparison.Ordinal)}",
        _ => null,
    };
}
