namespace TestHarness.Devices.Npiv.Hbas;

/// <summary>
/// A Fibre Channel port of a host as the kernel shows it in <c>/sys/class/fc_host</c>, with the vport when the port is a vHBA's.
/// </summary>
/// <param name="Number">The SCSI host number, which changes from boot to boot.</param>
/// <param name="DevicePath">
/// The path in sysfs, for example <c>/sys/devices/pci0000:00/0000:00:09.0/0000:18:00.1/host4</c>.
/// </param>
/// <param name="PortState">The state, for example <c>Online</c> or <c>Linkdown</c>.</param>
/// <param name="PortId">The N_Port ID that the fabric gave, for example <c>0x010203</c>.</param>
/// <param name="MaxVports">The number of vports that the port can have; null when its driver cannot make vports.</param>
/// <param name="Vport">A vHBA's vport, for example <c>vport-4:0-1</c>; null for an HBA.</param>
/// <param name="VportState">
/// The vport's state, for example <c>Active</c>, <c>Linkdown</c> or <c>No Fabric Resources</c>; null for an HBA.
/// </param>
public sealed record FcPort(
    int Number,
    string DevicePath,
    WwnPair Wwns,
    string PortState,
    string PortId,
    Wwn? Fabric,
    int? MaxVports,
    int? Vports,
    string? Vport,
    string? VportState)
{
    /// <summary>The state of a port whose link is up.</summary>
    public const string Online = "Online";

    /// <summary>The state of a vport that is logged in to the fabric.</summary>
    public const string Active = "Active";

    /// <summary>The text of FC_PORTTYPE_NPIV in scsi_transport_fc.c.</summary>
    private const string Npiv = "NPIV VPORT";

    /// <summary>The start of the names of IBM's NPIV ports: NAA C with IBM's OUI 00-50-76.</summary>
    private const string NameOfIbm = "c05076";

    /// <summary>
    /// The type, for example <c>NPort (fabric via point-to-point)</c>; null when the driver does not report it.
    /// </summary>
    public string? PortType { get; init; }

    /// <summary>
    /// Whether the port is not an HBA, but an NPIV port that a hypervisor made of one and gave to this host, as IBM Z and POWER
    /// do. It has no vport_create, so it can have no vHBA.
    /// </summary>
    public bool IsNpivPort =>
        Vport is null
        && MaxVports is null or 0
        && (PortType == Npiv || $"{Wwns.Wwpn}".StartsWith(NameOfIbm, StringComparison.Ordinal));

    /// <summary>Whether the port is online, and its vport active when it is a vHBA's.</summary>
    public bool IsOnline => PortState == Online && (Vport is null || VportState == Active);

    /// <summary>The state in words, for messages.</summary>
    public string State =>
        Vport is null ? $"port_state {PortState}" : $"port_state {PortState}, vport_state {VportState} of {Vport}";
}
