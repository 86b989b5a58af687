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

    /// <summary>The text of FC_PORTTYPE_NPIV in scsi_transport_fc.c.</summary>
    private const string Npiv = "NPIV VPORT";

    /// <summary>How the names of IBM's NPIV ports begin: NAA C with IBM's OUI 00-50-76.</summary>
    private const string NameOfIbm = "c05076";

    /// <summary>For example <c>NPort (fabric via point-to-point)</c>; null where the driver does not tell.</summary>
    public string? PortType { get; init; }

    /// <summary>
    /// Whether it is no HBA but an NPIV port that a hypervisor made of one and gave to this host, as IBM Z and POWER do: it has
    /// no vport_create, so it can have no vHBA.
    /// </summary>
    public bool IsNpivPort =>
        Vport is null
        && MaxVports is null or 0
        && (PortType == Npiv || $"{Wwns.Wwpn}".StartsWith(NameOfIbm, StringComparison.Ordinal));

    public bool IsOnline => PortState == Online && (Vport is null || VportState == Active);

    /// <summary>The state in words, for messages.</summary>
    public string State => Vport is null ? $"port_state {PortState}" : $"port_state {PortState}, vport_state {VportState} of {Vport}";
}
