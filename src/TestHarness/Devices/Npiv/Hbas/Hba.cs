using System.Text.RegularExpressions;
using TestHarness.Devices.Npiv.NodeDevices;

namespace TestHarness.Devices.Npiv.Hbas;

/// <summary>An HBA that supports vHBAs.</summary>
/// <param name="Name">The name of the node device, by which a vHBA names its parent.</param>
/// <param name="Fabric">The fabric's WWN; null when the HBA is in none.</param>
/// <param name="MaxVports">
/// The number of vHBAs that the HBA can have; null when neither libvirt nor the driver reports it.
/// </param>
/// <param name="Parent">The node device of the HBA's card, for example <c>pci_0000_18_00_1</c>.</param>
/// <param name="PciAddress">The PCI address, for example <c>0000:18:00.1</c>; null when the HBA is not on a PCI device.</param>
/// <param name="PortState">The state of the port, for example <c>Online</c>; null when the kernel no longer has the port.</param>
public sealed partial record Hba(
    string Name,
    int Number,
    WwnPair Wwns,
    Wwn? Fabric,
    int? MaxVports,
    int? Vports,
    string? Parent,
    string? PciAddress,
    string? PortState)
{
    /// <summary>Whether the port's link is up.</summary>
    public bool IsOnline => PortState == FcPort.Online;

    /// <summary>Whether the HBA can have another vHBA, as far as that is known.</summary>
    public bool HasFreeVport => MaxVports is null || Vports is null || Vports < MaxVports;

    /// <summary>Makes an HBA from libvirt's and the kernel's data.</summary>
    /// <returns>The HBA; null when the device cannot have vHBAs.</returns>
    public static Hba? Of(NodeDevice device, FcPort? port) => device is { Vports: { } vports, FibreChannel: { } names }
        ? new Hba(
            device.Name,
            device.Number,
            names.Wwns,
            names.Fabric,
            vports.Max ?? port?.MaxVports,
            vports.InUse ?? port?.Vports,
            device.Parent,
            AddressIn(port?.DevicePath) ?? AddressIn(device.Path) ?? AddressOf(device.Parent), port?.PortState)
        : null;

    /// <summary>Returns the HBA and its state in words, for messages.</summary>
    public override string ToString() =>
        $"{Name} (WWPN {Wwns.Wwpn}, {PortState ?? "no port_state"}, {Vports?.ToString() ?? "unknown"} of "
        + $"{MaxVports?.ToString() ?? "unknown"} vports in use)";

    private static string? AddressIn(string? path) =>
        path is not null && InPath().Matches(path).LastOrDefault() is { } found ? found.Groups[1].Value : null;

    /// <summary>
    /// Reads the PCI address from the parent's name; null for HAL's names, which have vendor and product instead.
    /// </summary>
    private static string? AddressOf(string? parent) =>
        parent is not null && UdevName().Match(parent) is { Success: true } found
            ? $"{found.Groups[1]}:{found.Groups[2]}:{found.Groups[3]}.{found.Groups[4]}"
            : null;

    [GeneratedRegex("/([0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}[.][0-7])(?=/)")]
    private static partial Regex InPath();

    [GeneratedRegex(@"\Apci_([0-9a-f]{4})_([0-9a-f]{2})_([0-9a-f]{2})_([0-7])\z")]
    private static partial Regex UdevName();
}
