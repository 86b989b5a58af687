namespace TestHarness.Devices.Npiv;

/// <summary>A vHBA that is wanted.</summary>
/// <param name="Wwns">What the storage administrator gave; libvirt generates them where null.</param>
/// <param name="Parent">The HBA by its node device name, for example <c>scsi_host4</c>; the first with a free vport that is Online where null.</param>
public sealed record VhbaRequest(WwnPair? Wwns = null, string? Parent = null);
