namespace TestHarness.Devices.Npiv.Hbas;

/// <summary>A Fibre Channel port of a host as the kernel tells it in <c>/sys/class/fc_host</c>, and a vHBA's vport besides.</summary>
/// <param name="Number">The SCSI host number, which changes from boot to boot.</param>
/// <param name="DevicePath">In sysfs, for example <c>/sys/devices/pci0000:00/0000:00:09.0/0000:18:00.1/host4</c>.</param>
/// <param name="PortState">For example <c>Online</c> or <c>Linkdown</c>.</param>
/// <param name="PortId">The N_Port ID that the fabric gave, for example <c>0x010203</c>.</param>
/// <param name="MaxVports">Null where the driver cannot make vports.</param>
/// <param name="Vport">A vHBA's vport, for example <c>vport-4:0-1</c>; null for an HBA.</param>
/// <param name="VportState">For example <c>Active</c>, <c>Linkdown</c> or <c>No Fabric Resources</c>.</param>
public sealed record FcPort(
    int Number, string DevicePath, WwnPair Wwns, string PortState, string PortId, Wwn? Fabric, int? MaxVports, int? Vports, string? Vport, string? VportState)
{
    public const string Online = "Online";

    public const string Active = "Active";

    public bool IsOnline => PortState == Online && (Vport is null || VportState == Active);

    /// <summary>The state in words, for messages.</summary>
    public string State => Vport is null ? $"port_state {PortState}" : $"port_state {PortState}, vport_state {VportState} of {Vport}";
}
