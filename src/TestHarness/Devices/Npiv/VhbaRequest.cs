namespace TestHarness.Devices.Npiv;

/// <summary>A vHBA that is to be made.</summary>
/// <param name="Wwns">The World Wide Names from the storage administrator; null to let libvirt generate them.</param>
/// <param name="Parent">
/// The HBA's node device, for example <c>scsi_host4</c>; null for the first that is online with a free vport.
/// </param>
public sealed record VhbaRequest(WwnPair? Wwns = null, string? Parent = null);
