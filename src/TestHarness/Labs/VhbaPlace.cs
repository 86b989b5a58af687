using TestHarness.Devices.Npiv.Hbas;
using TestHarness.Devices.Npiv.Luns;

namespace TestHarness.Labs;

/// <summary>A host with a vHBA, and the LUN behind that as a place for a guest.</summary>
/// <param name="Port">The vHBA's as it came online.</param>
/// <param name="Address">Where the host's kernel found the LUN.</param>
public sealed record VhbaPlace(GuestPlace Place, FcPort Port, ScsiAddress Address)
{
    public override string ToString() =>
        $"{Place.Name}: vHBA {Port.Wwns.Wwpn} is host{Port.Number}, N_Port ID {Port.PortId}, {Port.PortState}; its LUN is {Address}, {Place.Disk.Path}";
}
