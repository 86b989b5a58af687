using System.Text.RegularExpressions;
using TestHarness.Devices.Npiv.NodeDevices;

namespace TestHarness.Devices.Npiv.Hbas;

/// <summary>An HBA that supports vHBAs.</summary>
/// <param name="Name">The node device's, which is what a vHBA names as its parent.</param>
/// <param name="Fabric">The fabric's WWN; null where it is in none.</param>
/// <param name="MaxVports">How many vHBAs it can have; null where neither libvirt nor the driver tells.</param>
/// <param name="Parent">The node device it is on, for example <c>pci_0000_18_00_1</c>.</param>
/// <param name="PciAddress">For example <c>0000:18:00.1</c>; null where it is on no PCI device.</param>
/// <param name="PortState">For example <c>Online</c>; null where the kernel has no such port any more.</param>
public sealed partial record Hba(
    string Name, int Number, WwnPair Wwns, Wwn? Fabric, int? MaxVports, int? Vports, string? Parent, string? PciAddress, string? PortState)
{
    public bool IsOnline => PortState == FcPort.Online;

    public bool HasFreeVport => MaxVports is null || Vports is null || Vports < MaxVports;

    /// <returns>Null where the device cannot have vHBAs.</returns>
    public static Hba? Of(NodeDevice device, FcPort? port) => device is { Vports: { } vports, FibreChannel: { } names }
        ? new Hba(
            device.Name, device.Number, names.Wwns, names.Fabric, vports.Max ?? port?.MaxVports, vports.InUse ?? port?.Vports, device.Parent,
            AddressIn(port?.DevicePath) ?? AddressIn(device.Path) ?? AddressOf(device.Parent), port?.PortState)
        : null;

    /// <summary>The state in words, for messages.</summary>
    public override string ToString() =>
        $"{Name} (WWPN {Wwns.Wwpn}, {PortState ?? "no port_state"}, {Vports?.ToString() ?? "unknown"} of {MaxVports?.ToString() ?? "unknown"} vports in use)";

    private static string? AddressIn(string? path) =>
        path is not null && InPath().Matches(path).LastOrDefault() is { } found ? found.Groups[1].Value : null;

    /// <summary>HAL names PCI devices by vendor and product, which tells no address.</summary>
    private static string? AddressOf(string? parent) =>
        parent is not null && UdevName().Match(parent) is { Success: true } found
            ? $"{found.Groups[1]}:{found.Groups[2]}:{found.Groups[3]}.{found.Groups[4]}"
            : null;

    [GeneratedRegex("/([0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}[.][0-7])(?=/)")]
    private static partial Regex InPath();

    [GeneratedRegex(@"\Apci_([0-9a-f]{4})_([0-9a-f]{2})_([0-9a-f]{2})_([0-7])\z")]
    private static partial Regex UdevName();
}
